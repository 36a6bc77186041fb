import { Injectable } from '@nestjs/common';
import { foldEmail } from '../core/text.js';
import { sha256 } from '../core/secret-format.js';
import { addressGroup, type Limit, Throttle } from '../platform/throttle.js';

const minute = 60_000;
const hour = 60 * minute;

/** Of one account: the more guesses lie behind, the longer the wait; never longer than half a day (T194, T200). */
const ACCOUNT_LIMITS: readonly Limit[] = [
  { count: 10, window: 15 * minute },
  { count: 40, window: 2 * hour },
  { count: 90, window: 12 * hour },
];

/** Of one subscriber, whichever accounts are tried (T196). */
const ADDRESS_LIMIT: Limit = { count: 100, window: 15 * minute };
const SIGN_UP_LIMIT: Limit = { count: 100, window: 15 * minute };

export interface Guess {
  readonly instanceId: string;
  /** In whatever spelling the person used. */
  readonly account: string;
  readonly address: string;
  /** The browser's own counter, where it has signed in to this account before. */
  readonly deviceId?: string;
}

/** The one spelling under which an account is looked up and its guesses are counted (T199). */
export function accountName(identifier: string): string {
  return foldEmail(identifier.trim());
}

/**
 * Limits guesses. Each is counted before its password is looked at, so that parallel ones are as limited as others (T195), and
 * taken back where it was no guess. A browser that has signed in before has a counter of its own: strangers who guess at the
 * account do not lock its owner out (T200).
 */
@Injectable()
export class LoginAttempts {
  constructor(private readonly throttle: Throttle) {}

  /** @throws rate_limited */
  count(guess: Guess): void {
    if (guess.deviceId === undefined) this.throttle.hit(addressKey(guess), ADDRESS_LIMIT);
    const key = accountKey(guess);
    try {
      for (const limit of ACCOUNT_LIMITS) this.throttle.hit(`${key}:${limit.count}`, limit);
    } catch (error) {
      // No password is looked at, so nothing was learnt: those who share the address are not to pay for it.
      this.forgiveAddress(guess);
      throw error;
    }
  }

  /** The password was right: this account or device begins anew, and the address was not guessing. */
  succeed(guess: Guess): void {
    const key = accountKey(guess);
    for (const { count } of ACCOUNT_LIMITS) this.throttle.reset(`${key}:${count}`);
    this.forgiveAddress(guess);
  }

  /** The password was never looked at. */
  takeBack(guess: Guess): void {
    const key = accountKey(guess);
    for (const { count } of ACCOUNT_LIMITS) this.throttle.takeBack(`${key}:${count}`);
    this.forgiveAddress(guess);
  }

  /** @throws rate_limited */
  countSignUp({ instanceId, address }: Pick<Guess, 'instanceId' | 'address'>): void {
    this.throttle.hit(`sign-up:${instanceId}:${addressGroup(address)}`, SIGN_UP_LIMIT);
  }

  private forgiveAddress(guess: Guess): void {
    if (guess.deviceId === undefined) this.throttle.takeBack(addressKey(guess));
  }
}

function addressKey({ address }: Guess): string {
  return `login:address:${addressGroup(address)}`;
}

// Hashed: what was typed is of any length, and now and then a password in the wrong field.
function accountKey({ instanceId, account, deviceId = '' }: Guess): string {
  return `login:account:${sha256(JSON.stringify([instanceId, accountName(account), deviceId]))}`;
}
