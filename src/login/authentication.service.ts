import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { AuthError } from '../core/errors.js';
import { type User, Users } from '../users/index.js';
import type { BrowserVisit } from './browser-sessions.js';
import { KnownDevices } from './known-devices.js';
import { type Guess, LoginAttempts } from './login-attempts.js';
import { SecondFactors } from './second-factor/second-factors.service.js';

export interface SignInAttempt extends BrowserVisit {
  /** E-mail address. */
  readonly identifier: string;
  readonly password: string;
  /** A code of the second factor, for whom has one. */
  readonly otp?: string;
}

/** Who somebody is: proved, and nothing opened yet. */
export interface Authenticated {
  readonly user: User;
  /** Authentication method references (RFC 8176). */
  readonly amr: readonly string[];
}

/** Every surface on which a person shows a password asks here, so that guesses are counted together. */
@Injectable()
export class Authentication {
  constructor(
    private readonly users: Users,
    private readonly attempts: LoginAttempts,
    private readonly devices: KnownDevices,
    private readonly audit: Audit,
    private readonly factors: SecondFactors,
  ) {}

  /**
   * @throws rate_limited before the password is looked at; invalid_login, the same for every cause; temporarily_unavailable;
   * only after the right password otp_required, invalid_otp
   */
  async verify(attempt: SignInAttempt): Promise<Authenticated> {
    const { user, amr } = await this.verifyPassword(attempt);
    const more = await this.factors.require({ ...attempt, user });
    await this.succeed(attempt);
    return { user, amr: [...amr, ...more] };
  }

  /** The first step alone: it stays counted as a guess until `succeed`, so that it tells nobody cheaply which password is right. */
  async verifyPassword(attempt: SignInAttempt): Promise<Authenticated> {
    const guess = this.guessOf(attempt);
    // What is refused here leaves a line in the access log, and no row that strangers could fill the table with.
    await this.attempts.count(guess);
    return { user: await this.authenticate(attempt, guess), amr: ['pwd'] };
  }

  /** All steps were right: the account's guesses are forgotten. */
  succeed(attempt: Pick<SignInAttempt, 'instance' | 'identifier' | 'context'>): Promise<void> {
    return this.attempts.succeed(this.guessOf(attempt));
  }

  private guessOf({
    instance,
    identifier,
    context,
  }: Pick<SignInAttempt, 'instance' | 'identifier' | 'context'>): Guess {
    return {
      instanceId: instance.id,
      account: identifier,
      address: context.address,
      deviceId: this.devices.identify(instance, identifier, context),
    };
  }

  private async authenticate(attempt: SignInAttempt, guess: Guess): Promise<User> {
    const { instance, identifier, password } = attempt;
    try {
      return await this.users.authenticate(instance.id, identifier, password);
    } catch (error) {
      if (error instanceof AuthError && error.code === 'invalid_login') await this.recordFailure(attempt);
      else await this.attempts.takeBack(guess);
      throw error;
    }
  }

  // Whose account it was is looked up for every failure, so that the time does not tell whether there is one.
  private async recordFailure({ instance, identifier, context }: SignInAttempt): Promise<void> {
    const user = await this.users.findByEmail(instance.id, identifier);
    await this.audit.record({ instanceId: instance.id, type: 'user.sign_in_failed', userId: user?.id }, context);
  }
}
