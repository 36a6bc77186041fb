import { Injectable } from '@nestjs/common';
import { Csrf, EmailChange, EmailVerification, personAtSettings } from '../../login/index.js';
import { Users } from '../../users/index.js';
import { type AccountVisit, personOf } from '../account/person.js';
import { SecurityPage } from '../security/security-page.service.js';
import { EMAIL_SECTION } from './email.section.js';

/** The address of the own account: another one, or another letter to prove it. */
@Injectable()
export class AccountEmailFlow {
  constructor(
    private readonly changes: EmailChange,
    private readonly verification: EmailVerification,
    private readonly users: Users,
    private readonly csrf: Csrf,
    private readonly page: SecurityPage,
  ) {}

  async change(at: AccountVisit): Promise<string> {
    const { instance, visit, principal } = at;
    const { form, context } = visit;
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      const proof = { currentPassword: form.get('current_password') ?? '' };
      const person = personAtSettings(principal, proof, context);
      await this.changes.request({ ...person, instance, email: form.get('email') ?? '' });
      return this.page.done(at, 'emailAsked');
    } catch (thrown) {
      return this.page.refuse(at, EMAIL_SECTION, thrown);
    }
  }

  async resend(at: AccountVisit): Promise<string> {
    const { instance, visit, principal } = at;
    const { form, context } = visit;
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      const { instanceId, userId } = personOf(principal);
      const { email } = await this.users.get(instanceId, userId);
      await this.verification.request({ instance, context, email });
      return this.page.done(at, 'verificationSent');
    } catch (thrown) {
      return this.page.refuse(at, EMAIL_SECTION, thrown);
    }
  }
}
