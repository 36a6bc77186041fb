import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EVENT } from '../organizations/index.js';
import { OutboxWorker, Settings, WorkLoop } from '../platform/index.js';
import { DeliveryRuns } from './delivery-runs.js';
import { EventFanOut } from './event-fan-out.js';
import { RevokedTokenEvents } from './revoked-token-events.js';

/** Brings webhooks to their apps, on any replica: events become deliveries, and deliveries are made. */
@Injectable()
export class Courier implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: WorkLoop;

  constructor(
    private readonly outbox: OutboxWorker,
    private readonly revoked: RevokedTokenEvents,
    private readonly runs: DeliveryRuns,
    fanOut: EventFanOut,
    settings: Settings,
  ) {
    outbox.register({ kind: EVENT, deliver: (message) => fanOut.deliver(message).then(() => this.wake()) });
    this.loop = new WorkLoop(() => this.step(), { name: 'the webhooks', interval: settings.outboxInterval });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
    this.runs.onSettled(() => this.loop.wake());
  }

  /** Waits for the deliveries that are on their way. */
  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
    await this.runs.settleAll();
  }

  /** Something is due. */
  wake(): void {
    this.loop.wake();
  }

  /** Does all that is due now, to its end. */
  async drain(): Promise<void> {
    await this.outbox.drain();
    await this.loop.drain();
    let begun: number;
    do {
      begun = this.runs.begun;
      // Only where nothing is on its way, nothing waits for its turn unseen.
      await this.runs.settleAll();
      await this.loop.drain();
    } while (this.runs.begun > begun);
  }

  /** Removes what is of no use any more, at most `limit` rows of a kind; answers how many. */
  async prune(moment: number, limit: number): Promise<number> {
    const messages = await this.outbox.prune(moment, limit);
    return messages === limit ? messages : messages + (await this.runs.prune(moment, limit));
  }

  private async step(): Promise<boolean> {
    const hasTold = await this.revoked.advance();
    const hasBegun = await this.runs.begin();
    return hasTold || hasBegun;
  }
}
