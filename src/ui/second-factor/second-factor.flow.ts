import { Injectable } from '@nestjs/common';
import { AuthError } from '../../core/errors.js';
import { Csrf, type Enrolment, OwnSecondFactor, personAtSettings } from '../../login/index.js';
import type { AccountVisit } from '../account/person.js';
import { type FormRefusal, formRefusal } from '../page-errors.js';
import { withQuery } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import { SecurityPage } from '../security/security-page.service.js';
import { qrOf } from './qr.js';
import { secondFactorPaths } from './second-factor-paths.js';

const SECTION = 'two-factor';

/** Setting a second factor up, changing it, and taking it away. Secret and codes are in the answer to one form, and nowhere else. */
@Injectable()
export class SecondFactorFlow {
  constructor(
    private readonly own: OwnSecondFactor,
    private readonly csrf: Csrf,
    private readonly page: SecurityPage,
    private readonly writer: PageWriter,
  ) {}

  async start(at: AccountVisit): Promise<string> {
    try {
      return await this.showSetup(at, await this.own.start(this.personIn(at)));
    } catch (thrown) {
      return this.refuse(at, thrown);
    }
  }

  async confirm(at: AccountVisit): Promise<string> {
    try {
      const codes = await this.own.confirm({ ...this.personIn(at), otp: otpIn(at) });
      return await this.showCodes(at, codes, 'secondFactorOn');
    } catch (thrown) {
      return this.tryAgain(at, thrown);
    }
  }

  async renewCodes(at: AccountVisit): Promise<string> {
    try {
      const codes = await this.own.renewCodes({ ...this.personIn(at), otp: otpIn(at) });
      return await this.showCodes(at, codes, 'codesRenewed');
    } catch (thrown) {
      return this.refuse(at, thrown, 'codes');
    }
  }

  async turnOff(at: AccountVisit): Promise<string> {
    try {
      await this.own.turnOff({ ...this.personIn(at), otp: otpIn(at) });
      return this.page.done(at, 'secondFactorOff');
    } catch (thrown) {
      return this.refuse(at, thrown, 'off');
    }
  }

  /** @throws csrf_failed */
  private personIn({ instance, visit, principal }: AccountVisit): ReturnType<typeof personAtSettings> {
    const { form, context } = visit;
    this.csrf.verify(instance, context, form.get('csrf'));
    return personAtSettings(principal, { currentPassword: form.get('current_password') }, context);
  }

  private async showSetup(at: AccountVisit, { secret, uri }: Enrolment, refusal?: FormRefusal): Promise<string> {
    const { user, accountPath } = await this.page.visitOf(at);
    const action = secondFactorPaths(accountPath).confirm;
    const view = { action, secret, uri, qr: qrOf(uri), error: refusal?.error, securityHref: `${accountPath}/security` };
    return this.writer.write(at.instance, at.visit, { page: 'second-factor-setup', person: user, refusal, view });
  }

  private async showCodes(at: AccountVisit, codes: readonly string[], notice: string): Promise<string> {
    const { user, accountPath } = await this.page.visitOf(at);
    const view = { codes, doneHref: withQuery(`${accountPath}/security`, { done: notice }) };
    return this.writer.write(at.instance, at.visit, { page: 'second-factor-codes', person: user, view });
  }

  /** The secret is shown once more to whoever has it already: a session alone does not bring it back. */
  private async tryAgain(at: AccountVisit, thrown: unknown): Promise<string> {
    const isWrongCode = thrown instanceof AuthError && ['invalid_input', 'rate_limited'].includes(thrown.code);
    const { person } = await this.page.visitOf(at);
    const begun = isWrongCode ? await this.own.resume(person, at.visit.form.get('secret') ?? '') : undefined;
    return begun ? this.showSetup(at, begun, formRefusal(thrown)) : this.refuse(at, thrown);
  }

  private async refuse(at: AccountVisit, thrown: unknown, open?: 'codes' | 'off'): Promise<string> {
    const { error, ...marks } = formRefusal(thrown);
    const { texts } = await this.page.visitOf(at);
    const isStale = thrown instanceof AuthError && thrown.code === 'conflict';
    const message = isStale ? texts.secondFactor.section.beginAgain : texts.errors[error];
    return this.page.show(at, { section: SECTION, refused: { message, ...marks }, shown: { open } });
  }
}

function otpIn({ visit }: AccountVisit): string {
  return visit.form.get('otp') ?? '';
}
