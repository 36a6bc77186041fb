import { Clock, SystemClock } from '../platform/clock.js';

/** The time of day stands still until it is moved. Durations are real: loops and time limits go on. */
export class TestClock extends Clock {
  private readonly system = new SystemClock();
  private moment: number;

  /** Milliseconds since the epoch; absent: as it is now. */
  constructor(moment?: number) {
    super();
    this.moment = moment ?? this.system.now();
  }

  now(): number {
    return this.moment;
  }

  monotonic(): number {
    return this.system.monotonic();
  }

  /** Milliseconds; negative ones set it back. */
  advance(duration: number): void {
    this.moment += duration;
  }
}
