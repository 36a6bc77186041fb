import { Injectable } from '@nestjs/common';
import type { TokenId } from '../../core/ids.js';
import { firstParty } from '../../core/profile.js';
import { sha256 } from '../../core/secret-format.js';
import type { Instance } from '../../instances/index.js';
import { Mint } from '../../platform/index.js';
import type { FirstPartySession } from './first-party-access.js';
import { FirstPartyRefreshTokenStore, type PresentedRefreshTokenRow } from './first-party-refresh-token.store.js';
import { FirstPartySecrets } from './first-party-secrets.js';

const { idleLifetime, reuseWindow = 0 } = firstParty.refresh;

/** A refresh token that was presented, whether it still holds or not. */
export interface PresentedRefreshToken {
  readonly id: TokenId;
  readonly text: string;
  readonly session: FirstPartySession;
  /** There where it was spent so shortly before that it gives its very successor again. */
  readonly successorNonce?: string;
  /** It was spent, and not just now. */
  readonly replayed: boolean;
  /** Why it is of no use any more, apart from having been spent; for the log only. */
  readonly ended?: string;
}

/** Refresh tokens that follow one another, each good for one use. What changes something joins the running transaction. */
@Injectable()
export class FirstPartyChain {
  constructor(
    private readonly store: FirstPartyRefreshTokenStore,
    private readonly secrets: FirstPartySecrets,
    private readonly mint: Mint,
  ) {}

  async find(instance: Instance, text: string): Promise<PresentedRefreshToken | undefined> {
    const row = await this.store.find(instance.id, sha256(text));
    return row && presentedOf(row, text, this.mint.now());
  }

  /** `undefined` where the session, or its person, has ended in the meantime. */
  async open(instance: Instance, session: FirstPartySession): Promise<string | undefined> {
    if (!(await this.store.holdSession(session.id))) return undefined;
    const text = this.secrets.first(instance);
    await this.append(instance, session, text);
    return text;
  }

  /** The one successor of a token. `undefined` where something was quicker: it is to be looked at again. */
  async follow(instance: Instance, token: PresentedRefreshToken): Promise<string | undefined> {
    if (!(await this.store.holdSession(token.session.id))) return undefined;
    if (token.successorNonce !== undefined) return this.secrets.successor(instance, token.text, token.successorNonce);
    const nonce = this.secrets.nonce();
    if (!(await this.store.consume(token.id, nonce, this.mint.now()))) return undefined;
    const text = this.secrets.successor(instance, token.text, nonce);
    await this.append(instance, token.session, text);
    return text;
  }

  private append(instance: Instance, { id: sessionId, expiresAt }: FirstPartySession, text: string): Promise<void> {
    const issuedAt = this.mint.now();
    return this.store.insert({
      id: this.mint.id<TokenId>(),
      instanceId: instance.id,
      sessionId,
      hash: sha256(text),
      issuedAt,
      expiresAt: Math.min(issuedAt + idleLifetime, expiresAt),
    });
  }
}

/** Reasons for which a refresh token ends before it is spent. */
const ENDINGS: readonly (readonly [string, (row: PresentedRefreshTokenRow, now: number) => boolean])[] = [
  ['it expired', (row, now) => Math.min(row.expiresAt, row.sessionExpiresAt) <= now],
  ['the session ended', (row) => row.sessionEndedAt !== null],
  ['the user is not active', (row) => row.userStatus !== 'active'],
  ['the credentials changed', (row) => row.credentialsNotBefore > row.sessionCreatedAt],
];

function presentedOf(row: PresentedRefreshTokenRow, text: string, now: number): PresentedRefreshToken {
  const isSpent = row.consumedAt !== null;
  const isJustSpent = row.consumedAt !== null && now - row.consumedAt <= reuseWindow;
  return {
    id: row.id,
    text,
    session: sessionOf(row),
    successorNonce: isJustSpent ? (row.successorNonce ?? undefined) : undefined,
    replayed: isSpent && !isJustSpent,
    ended: ENDINGS.find(([, applies]) => applies(row, now))?.[0],
  };
}

function sessionOf(row: PresentedRefreshTokenRow): FirstPartySession {
  const { sessionId: id, userId, sessionCreatedAt: createdAt, sessionExpiresAt: expiresAt } = row;
  return { id, userId, createdAt, expiresAt };
}
