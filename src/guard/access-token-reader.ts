import { Injectable } from '@nestjs/common';
import { compactVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { assertTimes, type Claims } from '../core/claims.js';
import { invalidToken } from '../core/errors.js';
import { decodeJwt } from '../core/jwt-format.js';
import { hasSecretFormat, isJwtShaped, sha256 } from '../core/secret-format.js';
import type { AccessToken } from '../tokens/access-token.js';
import { ACCESS_TOKEN_TYPE, accessTokenOf } from '../tokens/access-token-claims.js';
import { GuardSettings } from './guard-options.js';
import { Issuer } from './issuer.js';
import { ALGORITHMS, IssuerKeys } from './issuer-keys.js';
import { RevocationFollower } from './revocation-follower.js';

const REMEMBERED_TOKENS = 10_000;

/** Genuine tokens for this service: a JWT by its signature, opaque text by what the issuer says of it, once each. */
@Injectable()
export class AccessTokenReader {
  private readonly genuine = new LRUCache<string, AccessToken>({ max: REMEMBERED_TOKENS });

  constructor(
    private readonly issuer: Issuer,
    private readonly keys: IssuerKeys,
    private readonly follower: RevocationFollower,
    private readonly settings: GuardSettings,
  ) {
    // A signing key that is taken out of use takes its tokens along, those that were remembered too.
    follower.onEntry(({ type }) => {
      if (type === 'key') this.genuine.clear();
    });
  }

  /** Whether it has expired or was revoked is for the caller to look at. @throws invalid_token, temporarily_unavailable */
  async read(text: string): Promise<AccessToken> {
    const fingerprint = sha256(text);
    const known = this.genuine.get(fingerprint);
    if (known) return known;
    const { instanceId } = this.follower;
    const claims = isJwtShaped(text) ? await this.verifiedClaims(text) : await this.introspectedClaims(text);
    this.assertMeant(claims);
    const token = accessTokenOf(claims, instanceId);
    this.genuine.set(fingerprint, token);
    return token;
  }

  private async verifiedClaims(text: string): Promise<Claims> {
    const decoded = decodeJwt(text, ALGORITHMS);
    const { kid, alg, typ } = decoded?.header ?? {};
    if (!decoded || kid === undefined || alg === undefined || typ !== ACCESS_TOKEN_TYPE) throw refused('no such token');
    const key = await this.keys.find(kid, alg);
    if (!key) throw refused('no such key');
    // The algorithm belongs to the key, the header only repeats it (RFC 8725 §3.1).
    await compactVerify(text, key, { algorithms: [alg] }).catch(() => {
      throw refused('the signature does not hold');
    });
    assertTimes(decoded.claims, this.settings.clock.now());
    return decoded.claims;
  }

  private async introspectedClaims(text: string): Promise<Claims> {
    if (!hasSecretFormat('accessToken', text)) throw refused('no such token');
    const claims = await this.issuer.introspect(text);
    if (claims['active'] !== true) throw refused('not active');
    return claims;
  }

  private assertMeant({ iss, aud }: Claims): void {
    if (iss !== this.settings.issuer) throw refused('another issuer');
    const audience: unknown[] = Array.isArray(aud) ? aud : [aud];
    const isMeant = audience.some((name) => typeof name === 'string' && this.settings.audience.includes(name));
    if (!isMeant) throw invalidToken('the token is not meant for this API', { cause: 'another audience' });
  }
}

function refused(cause: string): Error {
  return invalidToken('the token is not valid', { cause });
}
