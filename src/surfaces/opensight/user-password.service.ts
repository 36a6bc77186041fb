import { Injectable } from '@nestjs/common';
import type { UserId } from '../../core/ids.js';
import type { Principal } from '../../core/principal.js';
import { Instances } from '../../instances/index.js';
import { type Browser, BrowserSessions, LoginCookies, PasswordChange } from '../../login/index.js';
import { FirstPartySignIn } from './first-party-sign-in.js';
import type { ReplacePasswordDto } from './user-password.dto.js';

/**
 * A new password ends all that the old one opened, whoever asks. The caller signs in with it at the same moment: the front end by a
 * new refresh cookie, a browser at our pages by a new session (T181).
 */
@Injectable()
export class UserPassword {
  constructor(
    private readonly passwords: PasswordChange,
    private readonly signIn: FirstPartySignIn,
    private readonly browsers: BrowserSessions,
    private readonly cookies: LoginCookies,
    private readonly instances: Instances,
  ) {}

  async replace(
    { instanceId, bearer, credential }: Principal,
    { current_password: currentPassword, new_password: newPassword }: ReplacePasswordDto,
    { context, reply }: Browser,
  ): Promise<void> {
    const instance = await this.instances.getById(instanceId);
    // The route has asked for a person: the bearer's id is a user's.
    const userId = bearer.id as UserId;
    const user = await this.passwords.replace({ instanceId, userId, currentPassword, newPassword, context });
    const amr = ['pwd'];
    if (credential.kind === 'first-party')
      return void (await this.signIn.welcome({ user, amr }, { instance, context, reply }));
    const opened = await this.browsers.open(user, { instance, context }, { type: 'user.signed_in', amr });
    this.cookies.remember(instance, { user, secret: opened.secret }, reply);
  }
}
