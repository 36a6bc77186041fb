import { Injectable } from '@nestjs/common';
import type { IdentityId, InstanceId, UserId } from '../core/ids.js';
import { Database, Mint } from '../platform/index.js';
import type { UserKey } from '../users/index.js';
import type { Identity } from './identity.js';
import type { ProviderProfile } from './provider-profile.js';

interface IdentityRow {
  readonly id: IdentityId;
  readonly userId: UserId;
  readonly provider: string;
  readonly subject: string;
  readonly email: string | null;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly unlinkedAt: number | null;
}

const SELECT = `SELECT id, user_id AS "userId", provider, subject, email, created_at AS "createdAt",
  last_used_at AS "lastUsedAt", unlinked_at AS "unlinkedAt" FROM identities`;

/** Every statement on `identities`. */
@Injectable()
export class IdentityStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  async find(instanceId: InstanceId, { provider, subject }: ProviderProfile): Promise<Identity | undefined> {
    const sql = `${SELECT} WHERE instance_id = $1 AND provider = $2 AND subject = $3`;
    return (await this.database.query<IdentityRow>(sql, [instanceId, provider, subject])).map(toIdentity)[0];
  }

  /** Those that lead somewhere, the oldest first. */
  async list({ instanceId, userId }: UserKey): Promise<Identity[]> {
    const sql = `${SELECT} WHERE user_id = $1 AND instance_id = $2 AND unlinked_at IS NULL ORDER BY created_at, id`;
    return (await this.database.query<IdentityRow>(sql, [userId, instanceId])).map(toIdentity);
  }

  /** The same, and nobody else links or unlinks one of them until the running transaction ends. */
  async lock({ instanceId, userId }: UserKey): Promise<Identity[]> {
    const where = `WHERE user_id = $1 AND instance_id = $2 AND unlinked_at IS NULL ORDER BY id`;
    const sql = `${SELECT} ${where}${this.database.forUpdate}`;
    return (await this.database.query<IdentityRow>(sql, [userId, instanceId])).map(toIdentity);
  }

  /** `false` where the person at the provider is linked already, or the account with another one there: the indices decide. */
  async insert({ instanceId, userId }: UserKey, { provider, subject, email }: ProviderProfile): Promise<boolean> {
    const [id, now] = [this.mint.id<IdentityId>(), this.mint.now()];
    const inserted = await this.database.execute(
      `INSERT INTO identities (id, instance_id, user_id, provider, subject, email, created_at, last_used_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING`,
      [id, instanceId, userId, provider, subject, email ?? null, now],
    );
    return inserted === 1;
  }

  async touch(id: IdentityId, { email }: ProviderProfile): Promise<void> {
    await this.database.execute('UPDATE identities SET last_used_at = $1, email = $2 WHERE id = $3', [
      ...[this.mint.now(), email ?? null, id],
    ]);
  }

  /** `false` where it was unlinked, or linked anew, in the meantime. */
  async unlink({ instanceId, userId }: UserKey, id: IdentityId): Promise<boolean> {
    const changed = await this.database.execute(
      'UPDATE identities SET unlinked_at = $1 WHERE id = $2 AND user_id = $3 AND instance_id = $4 AND unlinked_at IS NULL',
      [this.mint.now(), id, userId, instanceId],
    );
    return changed === 1;
  }

  /** One that was unlinked may be linked anew, to whom its person says; nothing else of the row is kept. */
  async forget(instanceId: InstanceId, { provider, subject }: ProviderProfile): Promise<void> {
    await this.database.execute(
      `DELETE FROM identities WHERE instance_id = $1 AND provider = $2 AND subject = $3 AND unlinked_at IS NOT NULL`,
      [instanceId, provider, subject],
    );
  }

  async removeAll({ instanceId, userId }: UserKey): Promise<void> {
    await this.database.execute('DELETE FROM identities WHERE user_id = $1 AND instance_id = $2', [userId, instanceId]);
  }
}

function toIdentity({ email, unlinkedAt, ...row }: IdentityRow): Identity {
  return { ...row, isUnlinked: unlinkedAt !== null, ...(email === null ? {} : { email }) };
}
