import { Injectable } from '@nestjs/common';
import { Csrf, LoginCookies, PasswordChange } from '../../login/index.js';
import { type AccountVisit, personOf } from '../account/person.js';
import { SecurityPage } from './security-page.service.js';

@Injectable()
export class PasswordFlow {
  constructor(
    private readonly passwords: PasswordChange,
    private readonly cookies: LoginCookies,
    private readonly csrf: Csrf,
    private readonly page: SecurityPage,
  ) {}

  async change(at: AccountVisit): Promise<string> {
    const { form, context, reply } = at.visit;
    try {
      this.csrf.verify(at.instance, context, form.get('csrf'));
      const passwords = {
        currentPassword: form.get('current_password') ?? '',
        newPassword: form.get('password') ?? '',
      };
      const changed = await this.passwords.change({ ...personOf(at.principal), ...passwords, context });
      this.cookies.remember(at.instance, changed, reply);
      return this.page.done(at, 'passwordChanged');
    } catch (thrown) {
      return this.page.refuse(at, 'password', thrown);
    }
  }
}
