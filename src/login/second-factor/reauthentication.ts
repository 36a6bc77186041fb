import { Injectable } from '@nestjs/common';
import { AuthError, forbidden, invalidInput } from '../../core/errors.js';
import { Clock } from '../../platform/clock.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { type User, Users, type UserKey } from '../../users/index.js';
import { type Guess, LoginAttempts } from '../login-attempts.js';

/** Milliseconds since a sign-in for which it stands in for a password that the account does not have. */
const RECENT = 10 * 60_000;

/** A person in their own settings, who is to prove once more who they are. */
export interface PersonAtSettings extends UserKey {
  readonly context: RequestContext;
  /** When the session was last signed in to, in milliseconds. */
  readonly authenticatedAt: number;
  readonly currentPassword: string;
}

/** The own password once more, before something that a stolen session must not reach (ASVS 7.5.1). */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly users: Users,
    private readonly attempts: LoginAttempts,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws invalid_input where the password is not right; rate_limited; forbidden where the account has no password, and the last
   * sign-in was long ago
   */
  async assert(person: PersonAtSettings): Promise<User> {
    const user = await this.users.get(person.instanceId, person.userId);
    if (user.hasPassword) await this.assertPassword(user, person);
    else if (person.authenticatedAt + RECENT < this.clock.now()) throw forbidden('sign in again first');
    return user;
  }

  // The account's own id is a counter that no sign-in shares, as where the password is changed.
  private async assertPassword(
    { email }: User,
    { instanceId, userId, context, currentPassword }: PersonAtSettings,
  ): Promise<void> {
    const guess: Guess = { instanceId, account: userId, address: context.address };
    await this.attempts.count(guess);
    try {
      await this.users.authenticate(instanceId, email, currentPassword);
    } catch (error) {
      if (error instanceof AuthError && error.code === 'invalid_login') throw wrongPassword();
      await this.attempts.takeBack(guess);
      throw error;
    }
    await this.attempts.succeed(guess);
  }
}

function wrongPassword(): AuthError {
  const text = 'the current password is not right';
  return invalidInput(text, { fields: { currentPassword: text } });
}
