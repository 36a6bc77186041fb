import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { AuthError, forbidden } from '../core/errors.js';
import type { OpenedSession } from '../sessions/index.js';
import { type User, Users } from '../users/index.js';
import { BrowserSessions, type BrowserVisit } from './browser-sessions.js';
import { KnownDevices } from './known-devices.js';
import { type Guess, LoginAttempts } from './login-attempts.js';

export interface SignInAttempt extends BrowserVisit {
  /** E-mail address. */
  readonly identifier: string;
  readonly password: string;
}

export interface SignUpRequest extends BrowserVisit {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

export interface SignedIn extends OpenedSession {
  readonly user: User;
}

/** The interaction with a person: who are you, and can you prove it? */
@Injectable()
export class Login {
  constructor(
    private readonly users: Users,
    private readonly attempts: LoginAttempts,
    private readonly devices: KnownDevices,
    private readonly browsers: BrowserSessions,
    private readonly audit: Audit,
  ) {}

  /** Characters that a new password needs: for the form that asks for one. */
  get passwordMinimumLength(): number {
    return this.users.passwordMinimumLength;
  }

  /**
   * @throws rate_limited before the password is looked at; invalid_login, the same for every cause; temporarily_unavailable
   */
  async signIn(attempt: SignInAttempt): Promise<SignedIn> {
    const guess = this.guessOf(attempt);
    // What is refused here leaves a line in the access log, and no row that strangers could fill the table with.
    this.attempts.count(guess);
    const user = await this.authenticate(attempt, guess);
    this.attempts.succeed(guess);
    return { user, ...(await this.browsers.open(user, attempt, 'user.signed_in')) };
  }

  /**
   * An account and its first session.
   * @throws forbidden where the instance makes no accounts by itself; rate_limited, invalid_input, weak_password, conflict
   */
  async signUp(request: SignUpRequest): Promise<SignedIn> {
    const { instance, context, email, password, name } = request;
    if (instance.settings.signUp === 'closed') throw forbidden('accounts are not open to everybody here');
    this.attempts.countSignUp({ instanceId: instance.id, address: context.address });
    const user = await this.users.create({ instanceId: instance.id, email, password, name });
    return { user, ...(await this.browsers.open(user, request, 'user.signed_up')) };
  }

  /** Ends the browser's session, if it has one. */
  signOut(visit: BrowserVisit): Promise<void> {
    return this.browsers.close(visit);
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
