import { Injectable } from '@nestjs/common';
import { LIMITS } from '../core/limits.js';
import { foldEmail } from '../core/text.js';
import { sha256 } from '../core/secret-format.js';
import { addressGroup, type Hit, Throttle } from '../platform/throttle.js';

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
  count(guess: Guess): Promise<void> {
    return this.throttle.hitAll(hitsOf(guess));
  }

  /** The password was right: this account or device begins anew, and the address was not guessing. */
  async succeed(guess: Guess): Promise<void> {
    await Promise.all([this.throttle.reset(accountKey(guess)), this.throttle.takeBack(...addressKeys(guess))]);
  }

  /** The password was never looked at. */
  takeBack(guess: Guess): Promise<void> {
    return this.throttle.takeBack(accountKey(guess), ...addressKeys(guess));
  }

  /** The account has another password now: what was guessed at was the old one. */
  forget({ instanceId, account }: Pick<Guess, 'instanceId' | 'account'>): Promise<void> {
    return this.throttle.reset(accountKey({ instanceId, account, address: '' }));
  }

  /** @throws rate_limited */
  countSignUp({ instanceId, address }: Pick<Guess, 'instanceId' | 'address'>): Promise<void> {
    return this.throttle.hit(`sign-up:${instanceId}:${addressGroup(address)}`, LIMITS.signUp);
  }
}

// Where one refuses, none is counted: those who share the address do not pay for an account that strangers guess at.
function hitsOf(guess: Guess): readonly Hit[] {
  const account = { key: accountKey(guess), limit: LIMITS.account };
  return [account, ...addressKeys(guess).map((key) => ({ key, limit: LIMITS.address }))];
}

/** None for a known device, which has proved itself there before. */
function addressKeys({ address, deviceId }: Guess): readonly string[] {
  return deviceId === undefined ? [`login:address:${addressGroup(address)}`] : [];
}

// Hashed: what was typed is of any length, and now and then a password in the wrong field.
function accountKey({ instanceId, account, deviceId = '' }: Guess): string {
  return `login:account:${sha256(JSON.stringify([instanceId, accountName(account), deviceId]))}`;
}
