import { Injectable } from '@nestjs/common';
import { Csrf, PasswordRecovery } from '../../login/index.js';
import { type FormRefusal, formRefusal } from '../page-errors.js';
import { withQuery } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import { LinkPages, linkPath } from './link-pages.service.js';
import { type LinkVisit, MailedLink } from './mailed-link.js';

/** Where the link of a reset leads. Looking at it uses nothing up: mail programs do, before anybody reads the letter. */
@Injectable()
export class ResetPasswordFlow {
  constructor(
    private readonly passwords: PasswordRecovery,
    private readonly link: MailedLink,
    private readonly pages: LinkPages,
    private readonly csrf: Csrf,
    private readonly writer: PageWriter,
  ) {}

  async show(at: LinkVisit, refusal?: FormRefusal): Promise<string> {
    const { instance, visit } = at;
    const path = linkPath('reset', at);
    const tidied = this.link.tidied(path, at);
    if (tidied !== undefined) return tidied;
    try {
      const { email } = await this.passwords.show({ instance, context: visit.context, token: this.link.token(at) });
      const view = { action: withQuery(path, { ui_locales: visit.uiLocales }), email, error: refusal?.error };
      return this.writer.write(instance, visit, { page: 'reset-password', refusal, view });
    } catch (thrown) {
      return this.pages.over('reset', at, thrown);
    }
  }

  async submit(at: LinkVisit): Promise<string> {
    const { instance, visit } = at;
    const { form, context } = visit;
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      const password = form.get('password') ?? '';
      await this.passwords.confirm({ instance, context, token: this.link.token(at), password });
      return this.pages.done('reset', at);
    } catch (thrown) {
      return this.refuse(at, thrown);
    }
  }

  private refuse(at: LinkVisit, thrown: unknown): string | Promise<string> {
    try {
      return this.pages.over('reset', at, thrown);
    } catch {
      return this.show(at, formRefusal(thrown));
    }
  }
}
