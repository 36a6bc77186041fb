import { Injectable } from '@nestjs/common';
import { LIMITS } from '../../core/limits.js';
import { Throttle } from '../../platform/throttle.js';
import type { UserKey } from '../../users/index.js';

/** Six digits can be guessed, so tries are few: each is counted before the code is looked at, as passwords are (T195). */
@Injectable()
export class OtpAttempts {
  constructor(private readonly throttle: Throttle) {}

  /** @throws rate_limited */
  count(guess: OtpGuess): Promise<void> {
    return this.throttle.hit(keyOf(guess), LIMITS.oneTimeCode);
  }

  /** The code was right. */
  succeed(guess: OtpGuess): Promise<void> {
    return this.throttle.reset(keyOf(guess));
  }
}

export interface OtpGuess extends UserKey {
  /** A known device at a sign-in, so that whoever knows the password can not lock its owner out (T200); or the settings. */
  readonly place?: string;
}

function keyOf({ instanceId, userId, place = '' }: OtpGuess): string {
  return `one-time-code:${instanceId}:${userId}:${place}`;
}
