import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { UserKey } from '../users/index.js';

/** What a change of somebody's sign-ins leaves behind; joins the running transaction. */
@Injectable()
export class IdentityTrail {
  constructor(private readonly audit: Audit) {}

  async linked(key: UserKey, provider: string): Promise<void> {
    await this.audit.record({ ...key, type: 'identity.linked', detail: { provider } });
  }

  async unlinked(key: UserKey, provider: string): Promise<void> {
    await this.audit.record({ ...key, type: 'identity.unlinked', detail: { provider } });
  }
}
