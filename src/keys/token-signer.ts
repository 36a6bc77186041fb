import { constants, sign, type SignKeyObjectInput, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { assertTimes, type Claims } from '../core/claims.js';
import { invalidToken } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { type DecodedJwt, decodeJwt } from '../core/jwt-format.js';
import { MAXIMUM_TOKEN_LENGTH, sha256 } from '../core/secret-format.js';
import { Instances, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../instances/index.js';
import { Clock } from '../platform/clock.js';
import { KeyRing } from './key-ring.service.js';
import type { SigningKey } from './signing-key.js';

export interface SigningRequest {
  readonly instanceId: InstanceId;
  readonly algorithm: SigningAlgorithm;
  /** What kind of token it is: `at+jwt`, `JWT`, `logout+jwt` … One is never taken for the other (RFC 8725 §3.11). */
  readonly typ: string;
}

/** RFC 7518 §3.3 to §3.5 */
const SIGNATURE: Readonly<Record<SigningAlgorithm, Omit<SignKeyObjectInput, 'key'>>> = {
  ES256: { dsaEncoding: 'ieee-p1363' },
  RS256: { padding: constants.RSA_PKCS1_PADDING },
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
};

/** With a callback, Node signs in its thread pool. */
const signInPool = promisify<string, Buffer, SignKeyObjectInput, Buffer>(sign);

const REMEMBERED_TOKENS = 5_000;

/** The one signer and the one verifier of every JWT that we issue. */
@Injectable()
export class TokenSigner {
  /** Signatures that held, by the hash of the whole token. The key, its instance and the times are looked at anew each time. */
  private readonly verified = new LRUCache<string, DecodedJwt>({ max: REMEMBERED_TOKENS });

  constructor(
    private readonly keys: KeyRing,
    private readonly instances: Instances,
    private readonly jwt: JwtService,
    private readonly clock: Clock,
  ) {}

  /** `iat` is added where the claims have none. No query once the instance's key is known. */
  async sign({ instanceId, algorithm, typ }: SigningRequest, claims: Claims): Promise<string> {
    const key = await this.keys.signingKey(instanceId, algorithm);
    const header = { alg: algorithm, typ, kid: key.kid };
    const payload = { iat: Math.floor(this.clock.now() / 1_000), ...claims };
    // 0.1 ms of elliptic curves is less than a trip to the thread pool costs; 0.8 ms of RSA would hold everybody up.
    if (algorithm === 'ES256') return this.jwt.sign(payload, { privateKey: key.privateKey, algorithm, header });
    const input = `${encode(header)}.${encode(payload)}`;
    const signature = await signInPool('sha256', Buffer.from(input), { key: key.privateKey, ...SIGNATURE[algorithm] });
    return `${input}.${signature.toString('base64url')}`;
  }

  /**
   * The claims of a token of that kind which this instance signed and which has not expired. What it is for (`aud`) and
   * whether it was revoked is for the caller to look at. @throws invalid_token
   */
  async verify(instanceId: InstanceId, text: string, typ: string): Promise<Claims> {
    const claims = await this.verifySignature(instanceId, text, typ);
    assertTimes(claims, this.clock.now());
    return claims;
  }

  /** `verify` for a token that may have expired, such as an `id_token_hint` (OpenID Connect RP-Initiated Logout §2). @throws invalid_token */
  async verifySignature(instanceId: InstanceId, text: string, typ: string): Promise<Claims> {
    if (text.length > MAXIMUM_TOKEN_LENGTH) throw refused('too long');
    const digest = sha256(text);
    const remembered = this.verified.get(digest);
    const token = remembered ?? decodeJwt(text, SIGNING_ALGORITHMS);
    if (token?.header.typ !== typ) throw refused('not a token of this kind');
    const key = await this.keyOf(instanceId, token);
    if (!remembered) this.assertSignature(text, token, key);
    this.verified.set(digest, token);
    const { issuer } = await this.instances.getById(instanceId);
    if (token.claims.iss !== issuer) throw refused('another issuer');
    return token.claims;
  }

  // The algorithm belongs to the key, the header only repeats it (RFC 8725 §3.1).
  private async keyOf(instanceId: InstanceId, { header }: DecodedJwt): Promise<SigningKey> {
    const key = header.kid === undefined ? undefined : await this.keys.findKey(instanceId, header.kid);
    if (key?.algorithm !== header.alg) throw refused('no such key');
    return key;
  }

  private assertSignature(text: string, { signingInput }: DecodedJwt, key: SigningKey): void {
    const signature = Buffer.from(text.slice(signingInput.length + 1), 'base64url');
    const options = { key: key.publicKey, ...SIGNATURE[key.algorithm] };
    if (!verify('sha256', Buffer.from(signingInput), options, signature)) throw refused('the signature does not hold');
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

// One text for every cause.
function refused(cause: string): Error {
  return invalidToken('the token is not valid', { cause });
}
