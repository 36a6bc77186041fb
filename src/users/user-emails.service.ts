import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { foldEmail } from '../core/text.js';
import type { UserKey } from './user.js';
import { UserEmailStore } from './user-email.store.js';

/** Which address an account has, and whether it has been proved to be its owner's. */
@Injectable()
export class UserEmails {
  constructor(
    private readonly store: UserEmailStore,
    private readonly audit: Audit,
  ) {}

  /** False where the account has another address by now. Joins the running transaction. */
  async confirm(key: UserKey, email: string): Promise<boolean> {
    const outcome = await this.store.confirm(key, email);
    if (outcome === 'confirmed') await this.audit.record({ ...key, type: 'user.email_verified' });
    return outcome !== 'changed';
  }

  /**
   * To an address that has been proved. False where it is taken, or is not `from` that the account has by now. Joins the running
   * transaction; where two accounts want one address in the same moment, the unique index fails the later.
   */
  async change(key: UserKey, { from, to }: { readonly from: string; readonly to: string }): Promise<boolean> {
    const isChanged = await this.store.change(key, { from, to, toFolded: foldEmail(to) });
    if (isChanged) await this.audit.record({ ...key, type: 'user.email_changed' });
    return isChanged;
  }
}
