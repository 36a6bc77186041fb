import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { invalidInput } from './errors.js';

/** With which a client may sign an assertion (RFC 7518 §3.1): signatures by private keys alone, never `none` or a shared secret. */
export const ASSERTION_ALGORITHMS = [
  ...(['ES256', 'ES384', 'ES512'] as const),
  ...(['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'] as const),
];
export type AssertionAlgorithm = (typeof ASSERTION_ALGORITHMS)[number];

/** The members of a public key that are kept (RFC 7517 §4, RFC 7518 §6). */
export interface PublicJwk {
  readonly kty: 'EC' | 'RSA';
  readonly kid?: string;
  readonly alg?: AssertionAlgorithm;
  readonly use?: 'sig';
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
}

/** A public key, parsed once, and the algorithms that may be used with it. */
export interface VerificationKey {
  readonly kid?: string;
  readonly algorithms: readonly AssertionAlgorithm[];
  readonly key: KeyObject;
}

/** Printable ASCII without space: what a `kid` may be, as it is registered and as an assertion names it. */
export const CLIENT_KEY_ID = /^[\x21-\x7e]{1,256}$/;

/** Keys that one client may have at a time: enough to overlap, few enough to try all of them. */
const MOST_KEYS = 10;

/** RFC 7518 §6.2.2, §6.3.2 and §6.4: what no public key has. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];
const MEMBERS = ['kty', 'kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e'] as const;

/** RFC 7518 §3.4: one curve for each algorithm. */
const CURVES: Readonly<Record<string, AssertionAlgorithm>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };
const RSA_BITS = { least: 2_048, most: 8_192 };
const LEAST_EXPONENT = 3n;
/** A longer one only costs whoever verifies. */
const MOST_EXPONENT = 0xffff_ffffn;

/**
 * The keys of a JWK Set (RFC 7517 §5) that a client is to be registered with, without members that do not matter.
 * @throws invalid_input unless each is a public key with which an assertion can be verified, and no two have one `kid`
 */
export function readRegisteredKeys(jwks: unknown): readonly PublicJwk[] {
  const keys = membersOf(jwks);
  if (keys === undefined || keys.length === 0 || keys.length > MOST_KEYS) {
    throw refused(`must be a JWK Set, { "keys": [...] }, of 1 to ${MOST_KEYS} keys`);
  }
  const read = keys.map((key, index) => {
    const problem = problemOf(key);
    if (problem) throw refused(`keys[${index}] ${problem}`);
    return publicMembers(key);
  });
  const names = read.flatMap(({ kid }) => kid ?? []);
  if (new Set(names).size < names.length) throw refused('has two keys of one kid');
  return read;
}

/** The keys of a document that somebody else maintains: those of no use here are passed over. */
export function usableKeys(jwks: unknown): readonly PublicJwk[] {
  const usable = (membersOf(jwks) ?? []).slice(0, 2 * MOST_KEYS).filter((key) => problemOf(key) === undefined);
  return usable.slice(0, MOST_KEYS).map(publicMembers);
}

/** @throws Error for a key that has passed neither of the two */
export function verificationKeyOf(jwk: PublicJwk): VerificationKey {
  return { kid: jwk.kid, algorithms: algorithmsOf(jwk), key: createPublicKey({ key: { ...jwk }, format: 'jwk' }) };
}

function membersOf(jwks: unknown): readonly unknown[] | undefined {
  const keys = isObject(jwks) ? jwks['keys'] : undefined;
  return Array.isArray(keys) ? keys : undefined;
}

function problemOf(key: unknown): string | undefined {
  if (!isObject(key)) return 'is not a JWK';
  if (PRIVATE_MEMBERS.some((name) => Object.hasOwn(key, name))) return 'has a private part, which nobody else may have';
  const { kty, kid, alg, use, key_ops: operations } = key;
  if (kty !== 'RSA' && kty !== 'EC') return 'is neither of kty RSA nor EC';
  if (kid !== undefined && !(typeof kid === 'string' && CLIENT_KEY_ID.test(kid))) return 'has no valid kid';
  if (use !== undefined && use !== 'sig') return 'is not for signatures (use)';
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return 'is not for verifying (key_ops)';
  }
  const jwk = publicMembers(key);
  if (!algorithmsOf({ ...jwk, alg: undefined }).some((name) => alg === undefined || alg === name)) {
    return `is for no algorithm of ${ASSERTION_ALGORITHMS.join(', ')}`;
  }
  return materialProblem(jwk);
}

function materialProblem(jwk: PublicJwk): string | undefined {
  const key = parse(jwk);
  if (!key) return 'is not a valid public key';
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (jwk.kty === 'EC') return undefined;
  const hasBits = modulusLength !== undefined && modulusLength >= RSA_BITS.least && modulusLength <= RSA_BITS.most;
  if (!hasBits) return `has not ${RSA_BITS.least} to ${RSA_BITS.most} bits`;
  const exponent = publicExponent ?? 0n;
  const isSound = exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT && exponent % 2n === 1n;
  return isSound ? undefined : 'has no valid exponent';
}

function parse(jwk: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** What the key says of itself holds; else all that fit its kind. */
function algorithmsOf({ kty, crv = '', alg }: PublicJwk): readonly AssertionAlgorithm[] {
  if (alg !== undefined) return [alg];
  if (kty === 'RSA') return ASSERTION_ALGORITHMS.filter((name) => !name.startsWith('ES'));
  return Object.hasOwn(CURVES, crv) ? [CURVES[crv] ?? 'ES256'] : [];
}

// What is copied is looked at afterwards, by OpenSSL and by the lists above.
function publicMembers(key: unknown): PublicJwk {
  const members = isObject(key) ? MEMBERS.flatMap((name) => (key[name] === undefined ? [] : [[name, key[name]]])) : [];
  return Object.fromEntries(members) as PublicJwk;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(problem: string): Error {
  return invalidInput('these are no keys for a client', { fields: { jwks: problem } });
}
