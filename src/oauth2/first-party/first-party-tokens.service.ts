import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { invalidGrant, invalidLogin } from '../../core/errors.js';
import type { Instance } from '../../instances/index.js';
import { Database, type RequestContext } from '../../platform/index.js';
import type { User } from '../../users/index.js';
import type { TokenDraft } from '../token-issuer.js';
import { FirstPartyAccess } from './first-party-access.js';
import { FirstPartyChain, type PresentedRefreshToken } from './first-party-chain.js';
import { FirstPartySessions, type SessionKey } from './first-party-sessions.js';

/** A person who has proved who they are to the product's own front end. */
export interface FirstPartySignInRecord {
  readonly user: User;
  readonly instance: Instance;
  /** Authentication method references (RFC 8176). */
  readonly amr: readonly string[];
  readonly context: RequestContext;
  /** What the audit calls it. */
  readonly type: 'user.signed_in' | 'user.signed_up';
}

export interface FirstPartyRefresh {
  readonly instance: Instance;
  readonly refreshToken: string;
  readonly context: RequestContext;
}

export interface FirstPartyPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What was decided and recorded, but not signed yet. */
interface Drafted {
  readonly refreshToken: string;
  readonly access: TokenDraft;
}

/** One of two that came together loses, looks again, and finds what the other one has left. */
const ATTEMPTS = 2;

/**
 * Tokens of the product's own front end. They hang on a session like any other, which is listed and can be ended, but whose cookie
 * nobody was given.
 */
@Injectable()
export class FirstPartyTokens {
  constructor(
    private readonly sessions: FirstPartySessions,
    private readonly chain: FirstPartyChain,
    private readonly access: FirstPartyAccess,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  /** Opens a session for whom has just proved who they are. @throws invalid_login where the account may not be used */
  async issue(signIn: FirstPartySignInRecord): Promise<FirstPartyPair> {
    return this.complete(await this.database.transaction(() => this.open(signIn)));
  }

  /**
   * A new pair for a refresh token, which is spent by it. For ten seconds more the same token gives its very successor, so that
   * tabs which refresh at once agree (D1); after that it was stolen, and the session ends.
   * @throws invalid_grant, whatever is wrong
   */
  async refresh(request: FirstPartyRefresh): Promise<FirstPartyPair> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const token = await this.usable(request);
      const drafted = await this.database.transaction(() => this.follow(request, token));
      if (drafted) return this.complete(drafted);
    }
    throw refused('it changed meanwhile');
  }

  /**
   * The session and all that hangs on it, and that of a refresh token where it is the same person's: dead on every replica within
   * the feed's bound.
   */
  async revoke(session: SessionKey, beside?: Pick<FirstPartyRefresh, 'instance' | 'refreshToken'>): Promise<void> {
    await this.sessions.close(session);
    const other = beside && (await this.chain.find(beside.instance, beside.refreshToken))?.session;
    if (other && other.userId === session.userId && other.id !== session.id) {
      await this.sessions.close({ ...session, id: other.id });
    }
  }

  private async open({ user, instance, amr, context, type }: FirstPartySignInRecord): Promise<Drafted> {
    const instanceId = instance.id;
    const session = await this.sessions.start({ instanceId, userId: user.id, amr, context });
    const refreshToken = await this.chain.open(instance, session);
    if (refreshToken === undefined) throw invalidLogin('the account can not be used');
    await this.audit.record({ instanceId, type, userId: user.id, detail: { sessionId: session.id } }, context);
    return { refreshToken, access: await this.access.record(instance, session) };
  }

  private async follow({ instance }: FirstPartyRefresh, token: PresentedRefreshToken): Promise<Drafted | undefined> {
    const refreshToken = await this.chain.follow(instance, token);
    return refreshToken === undefined
      ? undefined
      : { refreshToken, access: await this.access.record(instance, token.session) };
  }

  private async complete({ refreshToken, access }: Drafted): Promise<FirstPartyPair> {
    return { refreshToken, accessToken: await this.access.sign(access) };
  }

  /** The presented token, if it is good for something now. @throws invalid_grant */
  private async usable({ instance, refreshToken, context }: FirstPartyRefresh): Promise<PresentedRefreshToken> {
    const token = await this.chain.find(instance, refreshToken);
    if (!token) throw refused('unknown');
    if (token.ended) throw refused(token.ended);
    const { id, userId } = token.session;
    const instanceId = instance.id;
    if (!token.replayed) {
      this.sessions.noteSeen(id);
      return token;
    }
    // RFC 9700 §4.14.2: nobody can tell the thief from the victim.
    if (await this.sessions.close({ instanceId, userId, id })) {
      await this.audit.record({ instanceId, type: 'token.replayed', userId, detail: { sessionId: id } }, context);
    }
    throw refused('it was spent before');
  }
}

function refused(cause: string): Error {
  return invalidGrant('the refresh token is not valid', { cause });
}
