import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ApiKeys } from '../api-keys/index.js';
import { Consents } from '../consents/index.js';
import { Sessions } from '../sessions/index.js';
import { AccountReclaim, type UserKey } from '../users/index.js';
import { Identities } from './identities.service.js';

/** What else goes from an account that its maker had never proved to be theirs (D12): of the parts that this one stands on. */
@Injectable()
export class SocialReclaim implements OnModuleInit {
  constructor(
    private readonly accounts: AccountReclaim,
    private readonly sessions: Sessions,
    private readonly keys: ApiKeys,
    private readonly consents: Consents,
    private readonly identities: Identities,
  ) {}

  onModuleInit(): void {
    this.accounts.join((key) => this.empty(key));
  }

  private async empty({ instanceId, userId }: UserKey): Promise<void> {
    await this.identities.removeAll({ instanceId, userId });
    // The person's own revocation has killed them already; this is what the lists and the audit show.
    await this.sessions.endAll(instanceId, userId);
    await this.keys.revokeAll({ type: 'person', instanceId, id: userId });
    for (const { id } of await this.consents.list(userId)) await this.consents.withdraw(instanceId, userId, id);
  }
}
