import { Injectable } from '@nestjs/common';
import { EmailChange, EmailVerification } from '../../login/index.js';
import { ConfirmAddressPage } from './confirm-address-page.service.js';
import { LinkPages, linkPath } from './link-pages.service.js';
import { type LinkVisit, MailedLink } from './mailed-link.js';
import type { LinkKind } from './recovery-views.js';

type AddressKind = Exclude<LinkKind, 'reset'>;

interface ShownAddress {
  readonly email: string;
  readonly newEmail?: string;
}

/** Where the links lead that prove an address: the one of today, or another. Looking at them uses nothing up. */
@Injectable()
export class ConfirmAddressFlow {
  private readonly proofs: Readonly<Record<AddressKind, EmailVerification | EmailChange>>;

  constructor(
    verification: EmailVerification,
    changes: EmailChange,
    private readonly link: MailedLink,
    private readonly pages: LinkPages,
    private readonly writer: ConfirmAddressPage,
  ) {
    this.proofs = { verify: verification, change: changes };
  }

  async show(kind: AddressKind, at: LinkVisit): Promise<string> {
    const { instance, visit } = at;
    const tidied = this.link.tidied(linkPath(kind, at), at);
    if (tidied !== undefined) return tidied;
    try {
      const answer = { instance, context: visit.context, token: this.link.token(at) };
      const shown: ShownAddress = await this.proofs[kind].show(answer);
      return this.writer.write(kind, at, shown.newEmail ?? shown.email);
    } catch (thrown) {
      return this.pages.over(kind, at, thrown);
    }
  }

  async submit(kind: AddressKind, at: LinkVisit): Promise<string> {
    const { instance, visit } = at;
    this.writer.verify(at);
    try {
      await this.proofs[kind].confirm({ instance, context: visit.context, token: this.link.token(at) });
      return this.pages.done(kind, at);
    } catch (thrown) {
      return this.pages.over(kind, at, thrown);
    }
  }
}
