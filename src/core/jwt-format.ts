import { isUtf8 } from 'node:buffer';
import type { Claims } from './claims.js';
import { isJwtShaped } from './secret-format.js';
import { type JsonObject, parseStrictJson } from './strict-json.js';

/** What is read of a JOSE header: nothing that could bring or name a key from outside. */
export interface JwtHeader {
  readonly alg: string;
  readonly kid?: string;
  readonly typ?: string;
}

export interface DecodedJwt {
  readonly header: JwtHeader;
  /** Not to be believed before the signature over `signingInput` was verified. */
  readonly claims: Claims;
  readonly signingInput: string;
}

/**
 * Header members that no token for us has: extensions that must be understood or change what is signed (RFC 7515 §4.1.11,
 * RFC 7797, RFC 7516 §4.1.3), and keys or places of keys, chosen by who wrote the token (RFC 8725 §3.10).
 */
const REFUSED_MEMBERS = ['crit', 'b64', 'zip', 'jwk', 'jku', 'x5u', 'x5c'];

const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Takes a compact JWS apart before any key is touched, so that hostile text costs little and reaches no key (RFC 8725 §3).
 * Undefined unless it is at most 8,192 characters of three canonical base64url parts, header and claims are JSON objects
 * without repeated names, `alg` is one of `algorithms`, and `kid`, if there, is like `keyId`.
 */
export function decodeJwt(text: string, algorithms: readonly string[], keyId = KEY_ID): DecodedJwt | undefined {
  if (!isJwtShaped(text)) return undefined;
  const [headerPart = '', claimsPart = ''] = text.split('.');
  const header = readHeader(decodeObject(headerPart), algorithms, keyId);
  const claims = header && decodeObject(claimsPart);
  return claims && { header, claims, signingInput: `${headerPart}.${claimsPart}` };
}

function decodeObject(part: string): JsonObject | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return isUtf8(bytes) ? parseStrictJson(bytes.toString('utf8')) : undefined;
}

function readHeader(
  members: JsonObject | undefined,
  algorithms: readonly string[],
  keyId: RegExp,
): JwtHeader | undefined {
  if (members === undefined || REFUSED_MEMBERS.some((name) => Object.hasOwn(members, name))) return undefined;
  const { alg, kid, typ } = members;
  if (typeof alg !== 'string' || !algorithms.includes(alg)) return undefined;
  if (!isAbsentOr(kid, (text) => keyId.test(text)) || !isAbsentOr(typ, () => true)) return undefined;
  return { alg, ...(kid !== undefined && { kid }), ...(typ !== undefined && { typ }) };
}

function isAbsentOr(value: unknown, accepts: (text: string) => boolean): value is string | undefined {
  return value === undefined || (typeof value === 'string' && accepts(value));
}
