import { Injectable, type OnModuleInit } from '@nestjs/common';
import { WakeUp } from '../platform/wake-up.js';
import { RevocationFeed } from './revocation-feed.js';

const CHANNEL = 'revocations';

/** Tells the other replicas that there is something to read, which they would find by themselves an interval later. */
@Injectable()
export class FeedWakeUp implements OnModuleInit {
  constructor(
    private readonly feed: RevocationFeed,
    private readonly wakeUp: WakeUp,
  ) {}

  onModuleInit(): void {
    this.wakeUp.listen(CHANNEL, () => void this.feed.catchUp());
    this.feed.onAppended(() => this.wakeUp.announce(CHANNEL));
  }
}
