import { Injectable } from '@nestjs/common';
import type { UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import type { Browser } from './browser.decorator.js';
import { LoginCookies } from './login-cookies.js';
import type { ChangePasswordDto } from './login.dto.js';
import { PasswordChange } from './password-change.js';

/** A person's own password, in that person's own hands. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly passwords: PasswordChange,
    private readonly cookies: LoginCookies,
  ) {}

  async change(
    { instanceId, bearer }: Principal,
    input: ChangePasswordDto,
    { context, reply }: Browser,
  ): Promise<void> {
    const { currentPassword, newPassword } = input;
    // The route has asked for a person: the bearer's id is a user's.
    const changed = await this.passwords.change({
      instanceId,
      userId: bearer.id as UserId,
      currentPassword,
      newPassword,
      context,
    });
    this.cookies.remember(changed.instance, changed, reply);
  }
}
