import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { AuthError } from '../core/errors.js';
import { type User, Users } from '../users/index.js';
import type { BrowserVisit } from './browser-sessions.js';
import { KnownDevices } from './known-devices.js';
import { type Guess, LoginAttempts } from './login-attempts.js';

export interface SignInAttempt extends BrowserVisit {
  /** E-mail address. */
  readonly identifier: string;
  readonly password: string;
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
  ) {}

  /**
   * @throws rate_limited before the password is looked at; invalid_login, the same for every cause; temporarily_unavailable
   */
  async verify(attempt: SignInAttempt): Promise<Authenticated> {
    const guess = this.guessOf(attempt);
    // What is refused here leaves a line in the access log, and no row that strangers could fill the table with.
    this.attempts.count(guess);
    const user = await this.authenticate(attempt, guess);
    this.attempts.succeed(guess);
    return { user, amr: ['pwd'] };
  }

  private guessOf({ instance, identifier, context }: SignInAttempt): Guess {
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
      else this.attempts.takeBack(guess);
      throw error;
    }
  }

  // Whose account it was is looked up for every failure, so that the time does not tell whether there is one.
  private async recordFailure({ instance, identifier, context }: SignInAttempt): Promise<void> {
    const user = await this.users.findByEmail(instance.id, identifier);
    await this.audit.record({ instanceId: instance.id, type: 'user.sign_in_failed', userId: user?.id }, context);
  }
}
