import { Injectable } from '@nestjs/common';
import { Csrf, PasswordRecovery } from '../../login/index.js';
import { type FormRefusal, formRefusal } from '../page-errors.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import type { LinkVisit } from './mailed-link.js';
import { recoveryPaths } from './recovery-paths.js';

interface Attempt extends FormRefusal {
  readonly email: string;
}

/** The question for a link, and the one answer to it. */
@Injectable()
export class ForgotPasswordFlow {
  constructor(
    private readonly passwords: PasswordRecovery,
    private readonly csrf: Csrf,
    private readonly writer: PageWriter,
  ) {}

  show({ instance, visit }: LinkVisit, attempt?: Attempt): string {
    const action = withQuery(recoveryPaths(instance).forgotPassword, { ui_locales: visit.uiLocales });
    const view = { action, email: attempt?.email ?? '', error: attempt?.error };
    return this.writer.write(instance, visit, { page: 'forgot-password', refusal: attempt, view });
  }

  async submit(at: LinkVisit): Promise<string> {
    const { instance, visit } = at;
    const { form, context } = visit;
    const email = form.get('email') ?? '';
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      await this.passwords.request({ instance, context, email });
    } catch (thrown) {
      return this.show(at, { email, ...formRefusal(thrown) });
    }
    const { signIn } = pagePaths(basePathOf(instance), '');
    return this.writer.write(instance, visit, { page: 'mail-sent', view: { signInHref: signIn } });
  }
}
