import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { AuthError } from '../../core/errors.js';
import type { Instance } from '../../instances/index.js';
import { Sessions } from '../../sessions/index.js';
import { type AccessToken, AccessTokens, RevokedTokenList } from '../../tokens/index.js';
import type { TokenOwner } from './token-owners.service.js';

/** A person's access tokens, in that person's own hands. Those of others look like none. */
@Injectable()
export class OwnTokens {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly revoked: RevokedTokenList,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /** One that holds. @throws temporarily_unavailable */
  async find(instance: Instance, owner: TokenOwner, text: string): Promise<AccessToken | undefined> {
    const token = await this.accessTokens.verify(instance, text).catch((error: unknown) => {
      if (error instanceof AuthError && error.code === 'invalid_token') return undefined;
      throw error;
    });
    return token && isOwn(token, owner) ? token : undefined;
  }

  /** The sign-in that it was given for ends with it; an app's token dies alone. Does nothing where there is none. */
  async revoke(instance: Instance, owner: TokenOwner, text: string): Promise<void> {
    const token = await this.find(instance, owner, text);
    if (token) await this.end(token, owner);
  }

  private async end(token: AccessToken, { userId }: TokenOwner): Promise<void> {
    const { instanceId, sessionId, grantId } = token;
    if (sessionId === undefined || `${sessionId}` !== `${grantId}`) return this.revoked.revoke(instanceId, token.id);
    if (!(await this.sessions.close({ instanceId, userId, id: sessionId }))) return;
    await this.audit.record({ instanceId, type: 'user.signed_out', userId, detail: { sessionId } });
  }
}

function isOwn({ bearer, clientId }: AccessToken, owner: TokenOwner): boolean {
  if (bearer.type !== 'person' || bearer.id !== owner.userId) return false;
  return owner.clientId === undefined || owner.clientId === clientId;
}
