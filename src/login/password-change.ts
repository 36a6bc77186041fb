import { Injectable } from '@nestjs/common';
import type { InstanceId, UserId } from '../core/ids.js';
import { type Instance, Instances } from '../instances/index.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Sessions } from '../sessions/index.js';
import { Users } from '../users/index.js';
import { BrowserSessions } from './browser-sessions.js';
import type { SignedIn } from './login.service.js';
import { type Guess, LoginAttempts } from './login-attempts.js';

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
    private readonly sessions: Sessions,
    private readonly instances: Instances,
    private readonly attempts: LoginAttempts,
    private readonly browsers: BrowserSessions,
  ) {}

  /** @throws rate_limited; invalid_input where the current password is not right; weak_password */
  async change(request: PasswordChangeRequest): Promise<SignedIn & { readonly instance: Instance }> {
    const { instanceId, userId, context } = request;
    // A stolen session must not become a way to guess: the account's own id is a counter that no sign-in shares.
    const guess: Guess = { instanceId, account: userId, address: context.address };
    this.attempts.count(guess);
    await this.users.changePassword(request);
    this.attempts.succeed(guess);
    // The user's revocation has killed them already; this is what the list of sessions and the audit show.
    await this.sessions.endAll(instanceId, userId);
    const instance = await this.instances.getById(instanceId);
    const user = await this.users.get(instanceId, userId);
    const opened = await this.browsers.open(user, { instance, context }, { type: 'user.signed_in', amr: ['pwd'] });
    return { instance, user, ...opened };
  }
}
