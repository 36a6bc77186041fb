import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AuthError, temporarilyUnavailable } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import type { Anchor } from '../revocations/anchor.js';
import { LiveRevocations, type RevocationListener } from '../revocations/live-revocations.js';
import type { FeedAnswer } from './feed-answer.js';
import { GuardSettings } from './guard-options.js';
import { Issuer } from './issuer.js';

/** Milliseconds after which a revocation must be in force here (design §5). */
const BOUND = 1_000;

/** Milliseconds that a question waits: half the bound, because silence tells nothing and the next answer must come within it. */
const WAIT = 500;
const PAUSE_AFTER_FAILURE = 100;
const HOUR = 3_600_000;
/** As long as the issuer keeps them: until all that they could kill has expired, and a day and an hour more. */
const RETENTION = 49 * HOUR;

/** Follows the issuer's revocation feed over HTTP, so that a check costs no request. */
@Injectable()
export class RevocationFollower implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Latchkey');
  private readonly stopped = new AbortController();
  private readonly live = new LiveRevocations();
  private position = 0;
  private freshAt = -Infinity;
  private pruneAt = 0;
  private isFailing = false;
  private knownInstance: InstanceId | undefined;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly issuer: Issuer,
    private readonly settings: GuardSettings,
  ) {}

  /** The service may start before its issuer: until the feed was read, nobody is let in. */
  async onModuleInit(): Promise<void> {
    await this.readSafely();
    this.loop = this.follow();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped.abort();
    await this.loop;
  }

  /** Whether everything that was in force `BOUND` milliseconds ago is known here. */
  get isCurrent(): boolean {
    return this.settings.clock.monotonic() - this.freshAt <= BOUND;
  }

  /** @throws temporarily_unavailable before the issuer was reached for the first time */
  get instanceId(): InstanceId {
    if (this.knownInstance !== undefined) return this.knownInstance;
    throw temporarilyUnavailable('whether the credential holds can not be told at the moment', { retryAfter: 1 });
  }

  isRevoked(anchors: readonly Anchor[], issuedAt: number): boolean {
    return anchors.some((anchor) => this.live.isDead(anchor, issuedAt));
  }

  /** The listener hears of every entry. To be called while the application is put together. */
  onEntry(listener: RevocationListener): void {
    this.live.listen(listener);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      if (this.isFailing)
        await setTimeout(PAUSE_AFTER_FAILURE, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.readSafely();
    }
  }

  private async readSafely(): Promise<void> {
    try {
      await this.read();
      if (this.isFailing) this.logger.log('the revocation feed can be read again');
      this.isFailing = false;
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      // Fails closed by itself: without a read nothing is current. Said once, not ten times a second.
      if (!this.isFailing) this.logger.warn(`the revocation feed can not be read: ${causeOf(error)}`);
      this.isFailing = true;
    }
  }

  private async read(): Promise<void> {
    const { clock } = this.settings;
    const sentAt = clock.monotonic();
    // Who does not know where things stand asks at once.
    const wait = this.isCurrent && !this.isFailing ? WAIT : 0;
    const answer = await this.issuer.revocations({ after: this.position, wait, signal: this.stopped.signal });
    this.accept(answer);
    // As of when the issuer looked, not of when we heard: an answer may have been long on its way.
    if (!answer.more) this.freshAt = Math.min(sentAt + answer.waited, clock.monotonic());
  }

  private accept({ instanceId, sequence, entries }: FeedAnswer): void {
    const createdAt = this.settings.clock.now();
    for (const { anchor, notBefore } of entries)
      this.live.apply({ instanceId, anchor, notBefore, createdAt, sequence });
    this.knownInstance = instanceId;
    this.position = sequence;
    if (createdAt < this.pruneAt) return;
    this.live.forgetBefore(createdAt - RETENTION);
    this.pruneAt = createdAt + HOUR;
  }
}

/** An AuthError's own text is for the caller. */
function causeOf(error: unknown): string {
  return error instanceof AuthError && typeof error.cause === 'string' ? error.cause : String(error);
}
