import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Database } from '../platform/database.js';
import { Revocations } from '../revocations/index.js';
import type { UserKey } from './user.js';
import { UserStore } from './user.store.js';

type Part = (key: UserKey) => Promise<void>;

/**
 * An account whose address nobody had proved goes to who has (D12): whoever made it may have left a password, a session or a key
 * in it, and waits for its owner to move in.
 */
@Injectable()
export class AccountReclaim {
  private readonly parts: Part[] = [];

  constructor(
    private readonly store: UserStore,
    private readonly revocations: Revocations,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  /** For modules that keep something of a person's which must not survive: called inside the transaction. */
  join(part: Part): void {
    this.parts.push(part);
  }

  /** Joins the running transaction. `false` where the address was proved in the meantime: nothing has changed then. */
  reclaim(key: UserKey): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.store.lock(key);
      const user = { type: 'user', id: key.userId } as const;
      const validFrom = await this.revocations.revoke(key.instanceId, [user], 'user.reclaimed');
      if (!(await this.store.reclaim(key, validFrom))) return false;
      await this.audit.record({ ...key, type: 'user.reclaimed' });
      for (const part of this.parts) await part(key);
      return true;
    });
  }
}
