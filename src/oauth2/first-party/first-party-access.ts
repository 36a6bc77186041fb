import { Injectable } from '@nestjs/common';
import { FIRST_PARTY_CLIENT } from '../../core/first-party.js';
import type { FamilyId, GrantId, SessionId, UserId } from '../../core/ids.js';
import { firstParty } from '../../core/profile.js';
import { parseScope } from '../../core/scope.js';
import type { Instance } from '../../instances/index.js';
import { Metrics } from '../../platform/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import { type TokenDraft, TokenIssuer } from '../token-issuer.js';
import type { TokenClient } from '../token-order.js';

/** What the tokens hang on, and for whom they are. Times in milliseconds. */
export interface FirstPartySession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The same that a session at our pages may see; what may be done by it is said by the routes. */
const SCOPE = parseScope('openid profile email');
const CLIENT: TokenClient = { id: FIRST_PARTY_CLIENT, app: { name: FIRST_PARTY_CLIENT }, idTokenAlgorithm: 'RS256' };

/** Access tokens of the product's own front end: like every other, but with a session for their grant and nobody for their client. */
@Injectable()
export class FirstPartyAccess {
  constructor(
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly metrics: Metrics,
  ) {}

  /** Recorded in the running transaction, and not signed yet. */
  async record(instance: Instance, session: FirstPartySession): Promise<TokenDraft> {
    const { id: sessionId, userId, createdAt, expiresAt } = session;
    const draft = await this.issuer.draft({
      ...{ instance, profile: firstParty, client: CLIENT, scope: SCOPE },
      bearer: { type: 'person', id: userId },
      grantId: sessionId as string as GrantId,
      // One chain hangs on one session: it is the family as well.
      family: { id: sessionId as string as FamilyId, scope: SCOPE, expiresAt, renewable: false, sessionId },
      latestExpiry: expiresAt,
      earliestIssue: createdAt,
    });
    await this.registry.record(draft.rows);
    return draft;
  }

  async sign(draft: TokenDraft): Promise<string> {
    const { accessToken } = await this.issuer.complete(draft);
    this.metrics.issued('first_party');
    return accessToken;
  }
}
