import { Injectable } from '@nestjs/common';
import { Csrf } from '../../login/index.js';
import { withQuery } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import { linkPath } from './link-pages.service.js';
import type { LinkVisit } from './mailed-link.js';
import type { LinkKind } from './recovery-views.js';

type AddressKind = Exclude<LinkKind, 'reset'>;

/** The one form of these links: a button. */
@Injectable()
export class ConfirmAddressPage {
  constructor(
    private readonly csrf: Csrf,
    private readonly writer: PageWriter,
  ) {}

  write(kind: AddressKind, at: LinkVisit, email: string): string {
    const { instance, visit } = at;
    const action = withQuery(linkPath(kind, at), { ui_locales: visit.uiLocales });
    return this.writer.write(instance, visit, { page: 'confirm-address', view: { kind, action, email } });
  }

  /** @throws csrf_failed */
  verify({ instance, visit }: LinkVisit): void {
    this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
  }
}
