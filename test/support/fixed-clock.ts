import { Clock } from '../../src/platform/clock.js';

/** The time of day stands still until it is moved. Durations are real: loops and time limits go on. */
export class FixedClock extends Clock {
  constructor(private moment = Date.UTC(2026, 10, 22, 12)) {
    super();
  }

  now(): number {
    return this.moment;
  }

  monotonic(): number {
    return performance.now();
  }

  /** Milliseconds; negative ones set it back. */
  advance(duration: number): void {
    this.moment += duration;
  }
}
