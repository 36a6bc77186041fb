import { Injectable } from '@nestjs/common';
import { AuthError } from '../core/errors.js';
import type { InstanceId, UserId } from '../core/ids.js';
import { type Instance, Instances } from '../instances/index.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type User, Users } from '../users/index.js';
import { BrowserSessions } from './browser-sessions.js';
import type { SignedIn } from './login.service.js';
import { type Guess, LoginAttempts } from './login-attempts.js';
import { PasswordEndings } from './recovery/password-endings.service.js';

export interface PasswordChangeRequest {
  readonly instanceId: InstanceId;
  readonly userId: UserId;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly context: RequestContext;
}

/** A new password ends what the old one opened; only the browser at hand gets a new session (T181). */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly users: Users,
    private readonly endings: PasswordEndings,
    private readonly instances: Instances,
    private readonly attempts: LoginAttempts,
    private readonly browsers: BrowserSessions,
  ) {}

  /** The same, and a session for the browser at hand. @throws as `replace` does */
  async change(request: PasswordChangeRequest): Promise<SignedIn & { readonly instance: Instance }> {
    const user = await this.replace(request);
    const { context } = request;
    const instance = await this.instances.getById(request.instanceId);
    const opened = await this.browsers.open(user, { instance, context }, { type: 'user.signed_in', amr: ['pwd'] });
    return { instance, user, ...opened };
  }

  /**
   * Everything ends, and nothing is opened: that is for whoever knows what the person has come with.
   * @throws rate_limited; invalid_input where the current password is not right; weak_password
   */
  async replace(request: PasswordChangeRequest): Promise<User> {
    const { instanceId, userId, context } = request;
    // A stolen session must not become a way to guess: the account's own id is a counter that no sign-in shares.
    const guess: Guess = { instanceId, account: userId, address: context.address };
    await this.attempts.count(guess);
    await this.users.changePassword(request).catch(async (error: unknown) => {
      // The new password was too weak, or nothing was looked at: no guess.
      if (!(error instanceof AuthError && error.code === 'invalid_input')) await this.attempts.takeBack(guess);
      throw error;
    });
    await this.attempts.succeed(guess);
    await this.endings.settle({ instanceId, userId });
    return this.users.get(instanceId, userId);
  }
}
