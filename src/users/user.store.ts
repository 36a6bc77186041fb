import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId, OrganizationId, UserId } from '../core/ids.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Random } from '../platform/random.js';
import type { ProfileChange, User, UserKey } from './user.js';

export interface UserWithPassword {
  readonly user: User;
  readonly passwordHash?: string;
}

export interface UserInsert {
  readonly instanceId: InstanceId;
  readonly email: string;
  readonly emailFolded: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly passwordHash?: string;
  readonly avatarUrl?: string;
  readonly testAccount?: TestAccountKey;
}

/** What people of a test account hang on. */
export interface TestAccountKey {
  readonly ownerId: AppId;
  readonly organizationId: OrganizationId;
}

export interface PasswordReplacement {
  readonly from: string | undefined;
  readonly to: string;
  readonly validFrom: number;
}

interface UserRow {
  readonly id: UserId;
  readonly instanceId: InstanceId;
  readonly email: string;
  readonly emailVerified: boolean | number;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly locale: string | null;
  readonly zoneinfo: string | null;
  readonly passwordHash: string | null;
  readonly status: User['status'];
  readonly plan: string;
  readonly credentialsNotBefore: number;
  readonly testAccountOwnerId: AppId | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const SELECT = `SELECT id, instance_id AS "instanceId", email, email_verified AS "emailVerified", name,
  avatar_url AS "avatarUrl", locale, zoneinfo, password_hash AS "passwordHash", status, plan, credentials_not_before AS "credentialsNotBefore",
  test_account_owner_id AS "testAccountOwnerId", created_at AS "createdAt", updated_at AS "updatedAt" FROM users`;

/** Later than before, even where both ends fall into one millisecond: a credential from between them is dead as well. */
const VALID_FROM = 'CASE WHEN credentials_not_before < $1 THEN $2 ELSE credentials_not_before + 1 END';

/** Every statement on `users`. A changing one answers whether there was such a user in such a state. */
@Injectable()
export class UserStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async find({ instanceId, userId }: UserKey): Promise<UserWithPassword | undefined> {
    const rows = await this.database.query<UserRow>(`${SELECT} WHERE id = $1 AND instance_id = $2`, [
      userId,
      instanceId,
    ]);
    return rows.map(toUser)[0];
  }

  /** Holds the row until the running transaction ends. */
  async lock({ instanceId, userId }: UserKey): Promise<void> {
    const sql = `SELECT id FROM users WHERE id = $1 AND instance_id = $2${this.database.forUpdate}`;
    await this.database.query(sql, [userId, instanceId]);
  }

  async findByEmail(instanceId: InstanceId, emailFolded: string): Promise<UserWithPassword | undefined> {
    const sql = `${SELECT} WHERE instance_id = $1 AND email_folded = $2`;
    const rows = await this.database.query<UserRow>(sql, [instanceId, emailFolded]);
    return rows.map(toUser)[0];
  }

  /** `undefined` where the address is taken: the unique index decides, not an earlier read. */
  async insert(user: UserInsert): Promise<UserId | undefined> {
    const now = this.clock.now();
    const id = this.random.uuid(now) as UserId;
    const { instanceId, email, emailFolded, emailVerified, name, passwordHash, testAccount } = user;
    const inserted = await this.database.execute(
      `INSERT INTO users (id, instance_id, email, email_folded, email_verified, name, password_hash, status,
                          credentials_not_before, avatar_url, test_account_owner_id, test_account_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', 0, $8, $9, $10, $11, $11) ON CONFLICT (instance_id, email_folded) DO NOTHING`,
      [
        ...[id, instanceId, email, emailFolded, emailVerified, name, passwordHash ?? null],
        ...[user.avatarUrl ?? null, testAccount?.ownerId ?? null, testAccount?.organizationId ?? null, now],
      ],
    );
    return inserted === 1 ? id : undefined;
  }

  /** Writes what is named and nothing else, so that two changes at once do not undo each other. */
  async updateProfile({ instanceId, userId }: UserKey, change: ProfileChange): Promise<boolean> {
    const entries = Object.entries({ ...pick(change), updated_at: this.clock.now() });
    const columns = entries.map(([column], index) => `${column} = $${index + 3}`).join(', ');
    const changed = await this.database.execute(`UPDATE users SET ${columns} WHERE id = $1 AND instance_id = $2`, [
      userId,
      instanceId,
      ...entries.map(([, value]) => value),
    ]);
    return changed === 1;
  }

  /** `from` is the hash that must still stand there. Credentials issued before `validFrom` (milliseconds) are dead. */
  async replacePassword({ instanceId, userId }: UserKey, change: PasswordReplacement): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE users SET credentials_not_before = ${VALID_FROM}, password_hash = $3, updated_at = $4
        WHERE id = $5 AND instance_id = $6 AND COALESCE(password_hash, '') = $7`,
      [change.validFrom, change.validFrom, change.to, this.clock.now(), userId, instanceId, change.from ?? ''],
    );
    return changed === 1;
  }

  /** The same password under today's parameters. */
  async rehash({ id, instanceId }: User, from: string, to: string): Promise<void> {
    await this.database.execute(
      'UPDATE users SET password_hash = $1 WHERE id = $2 AND instance_id = $3 AND password_hash = $4',
      [to, id, instanceId, from],
    );
  }

  /** The account belongs to who has proved its address: without the password of who had not. */
  async reclaim({ instanceId, userId }: UserKey, validFrom: number): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE users SET credentials_not_before = ${VALID_FROM}, password_hash = NULL, email_verified = $3, updated_at = $4
        WHERE id = $5 AND instance_id = $6 AND email_verified = $7`,
      [validFrom, validFrom, true, this.clock.now(), userId, instanceId, false],
    );
    return changed === 1;
  }

  async suspend({ instanceId, userId }: UserKey, validFrom: number): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE users SET credentials_not_before = ${VALID_FROM}, status = 'suspended', updated_at = $3
        WHERE id = $4 AND instance_id = $5 AND status = 'active'`,
      [validFrom, validFrom, this.clock.now(), userId, instanceId],
    );
    return changed === 1;
  }

  async setPlan({ instanceId, userId }: UserKey, plan: string): Promise<boolean> {
    const sql = 'UPDATE users SET plan = $1 WHERE id = $2 AND instance_id = $3';
    return (await this.database.execute(sql, [plan, userId, instanceId])) === 1;
  }

  async activate({ instanceId, userId }: UserKey): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE users SET status = 'active', updated_at = $1 WHERE id = $2 AND instance_id = $3 AND status = 'suspended'`,
      [this.clock.now(), userId, instanceId],
    );
    return changed === 1;
  }

  /** What hangs on the row goes with it. */
  async remove({ instanceId, userId }: UserKey): Promise<boolean> {
    return (
      (await this.database.execute('DELETE FROM users WHERE id = $1 AND instance_id = $2', [userId, instanceId])) === 1
    );
  }
}

function toUser(row: UserRow): UserWithPassword {
  const { passwordHash, avatarUrl, locale, zoneinfo, emailVerified, testAccountOwnerId, ...rest } = row;
  const user: User = {
    ...rest,
    emailVerified: Boolean(emailVerified),
    hasPassword: passwordHash !== null,
    ...(avatarUrl === null ? {} : { avatarUrl }),
    ...(locale === null ? {} : { locale }),
    ...(zoneinfo === null ? {} : { zoneinfo }),
    ...(testAccountOwnerId === null ? {} : { testAccountOwnerId }),
  };
  return { user, ...(passwordHash === null ? {} : { passwordHash }) };
}

// The columns' names are written here and come from nowhere else.
function pick({ name, avatarUrl, locale, zoneinfo }: ProfileChange): Readonly<Record<string, string | null>> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(avatarUrl === undefined ? {} : { avatar_url: avatarUrl }),
    ...(locale === undefined ? {} : { locale }),
    ...(zoneinfo === undefined ? {} : { zoneinfo }),
  };
}
