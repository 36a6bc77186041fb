import { Injectable } from '@nestjs/common';
import { AuthError, forbidden, invalidSession } from '../../core/errors.js';
import type { UserId } from '../../core/ids.js';
import type { Principal } from '../../core/principal.js';
import { FirstPartyTokens } from '../../oauth2/index.js';
import { Settings } from '../../platform/index.js';
import type { FrontEndVisit } from './first-party-sign-in.js';
import { assertFrontEnd } from './front-end.js';
import { RefreshCookie } from './refresh-cookie.js';

/** How a sign-in of the front end goes on, and how it ends. */
@Injectable()
export class FrontEndSessions {
  constructor(
    private readonly tokens: FirstPartyTokens,
    private readonly cookie: RefreshCookie,
    private readonly settings: Settings,
  ) {}

  /**
   * A new access token, for the cookie alone. What the cookie held is of no use any more, so it is taken away where it is refused.
   * @throws csrf_failed, invalid_session
   */
  async refresh(visit: FrontEndVisit): Promise<string> {
    const { instance, context, reply } = visit;
    assertFrontEnd(instance, context, this.settings);
    const { isSent, token } = this.cookie.read(instance, context);
    if (!isSent) throw invalidSession('No refresh token provided');
    if (token === undefined) throw this.refusal(visit, 'more than one, or none of this instance');
    const { accessToken, refreshToken } = await this.tokens
      .refresh({ instance, context, refreshToken: token })
      .catch((error: unknown) => {
        throw error instanceof AuthError && error.code === 'invalid_grant' ? this.refusal(visit, error) : error;
      });
    this.cookie.set(reply, instance, refreshToken);
    return accessToken;
  }

  /** Ends the session of the access token, and that of the cookie where it is the same person's. */
  async end({ instanceId, bearer, credential }: Principal, { instance, context, reply }: FrontEndVisit): Promise<void> {
    if (credential.kind !== 'first-party') throw forbidden('this kind of credential is not accepted here');
    const { token } = this.cookie.read(instance, context);
    // The route has asked for a person: the bearer's id is a user's.
    const session = { instanceId, userId: bearer.id as UserId, id: credential.sessionId };
    await this.tokens.revoke(session, token === undefined ? undefined : { instance, refreshToken: token });
    this.cookie.clear(reply, instance);
  }

  private refusal({ instance, reply }: FrontEndVisit, cause: unknown): Error {
    this.cookie.clear(reply, instance);
    return invalidSession('Invalid refresh token', { cause });
  }
}
