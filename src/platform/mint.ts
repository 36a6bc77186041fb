import { Injectable } from '@nestjs/common';
import { Clock } from './clock.js';
import { Random } from './random.js';

/** Time and randomness together: all that a new record or a new secret takes. */
@Injectable()
export class Mint {
  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Milliseconds since the epoch. */
  now(): number {
    return this.clock.now();
  }

  /** A time-ordered id for a new row of this moment, unless told otherwise; the caller names its kind. */
  id<Id extends string>(at = this.clock.now()): Id {
    return this.random.uuid(at) as Id;
  }

  /** From 0 up to, but not, 1: to spread what would come at one moment, never for a secret. */
  chance(): number {
    return this.random.bytes(4).readUInt32BE() / 2 ** 32;
  }

  /** Base64url of so many random bytes, 32 unless told. */
  secret(bytes?: number): string {
    return this.random.token(bytes);
  }
}
