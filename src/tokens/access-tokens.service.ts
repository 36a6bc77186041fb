import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { invalidToken } from '../core/errors.js';
import { parseScope } from '../core/scope.js';
import { isJwtShaped, sha256 } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import { TokenSigner } from '../keys/index.js';
import { Clock } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { type AccessToken, anchorsOf } from './access-token.js';
import { ACCESS_TOKEN_TYPE, accessTokenOf } from './access-token-claims.js';
import type { TokenRow } from './token-row.js';
import { TokenStore } from './token.store.js';

const REMEMBERED_TOKENS = 50_000;

/** The one verifier of access tokens, JWT or opaque: at the guard, at userinfo and at introspection alike. */
@Injectable()
export class AccessTokens {
  /** Genuine tokens by the SHA-256 of instance and token, so that neither a signature nor a row is checked twice. */
  private readonly genuine = new LRUCache<string, AccessToken>({ max: REMEMBERED_TOKENS });

  constructor(
    private readonly signer: TokenSigner,
    private readonly store: TokenStore,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    // A signing key that is taken out of use takes its tokens along, those that were remembered too.
    revocations.onRevoked(({ type }) => {
      if (type === 'key') this.genuine.clear();
    });
  }

  /** @throws invalid_token whatever is wrong with it; temporarily_unavailable where revocations can not be known. */
  async verify(instance: Instance, text: string): Promise<AccessToken> {
    const token = await this.recognize(instance, text);
    if (token.expiresAt <= this.clock.now())
      throw invalidToken('the token is not valid', { cause: 'expired', identifier: 'expired' });
    await this.revocations.ensureCurrent();
    if (this.revocations.isRevoked(anchorsOf(token), token.issuedAt)) {
      throw invalidToken('the token is not valid', { cause: 'revoked' });
    }
    return token;
  }

  private async recognize(instance: Instance, text: string): Promise<AccessToken> {
    const fingerprint = sha256(`${instance.id} ${text}`);
    const known = this.genuine.get(fingerprint);
    if (known) return known;
    const token = await this.examine(instance, text);
    this.genuine.set(fingerprint, token);
    return token;
  }

  private async examine(instance: Instance, text: string): Promise<AccessToken> {
    if (isJwtShaped(text)) return this.examineJwt(instance, text);
    const row = await this.store.findOpaque(instance.id, sha256(text));
    if (!row) throw invalidToken('the token is not valid', { cause: 'unknown' });
    return fromRow(row);
  }

  private async examineJwt(instance: Instance, text: string): Promise<AccessToken> {
    const claims = await this.signer.verify(instance.id, text, ACCESS_TOKEN_TYPE);
    if (claims['iss'] !== instance.issuer) throw invalidToken('the token is not valid', { cause: 'another issuer' });
    return accessTokenOf(claims, instance.id);
  }
}

function fromRow(row: TokenRow): AccessToken {
  const { id, instanceId, grantId, familyId, sessionId, clientId, audience, issuedAt, expiresAt } = row;
  const { bearerType, bearerId, actorId: userId, membershipId, allowedIps } = row;
  const bearer = { type: bearerType, id: bearerId };
  const actor = userId && membershipId ? { userId, membershipId } : undefined;
  const scope = parseScope(row.scope);
  return {
    id,
    instanceId,
    grantId,
    familyId,
    sessionId,
    clientId,
    bearer,
    actor,
    scope,
    audience,
    issuedAt,
    expiresAt,
    allowedIps,
  };
}
