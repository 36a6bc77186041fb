import { Injectable } from '@nestjs/common';
import type { ApiKeyId, InstanceId, OrganizationId, SecretId, UserId } from '../core/ids.js';
import { formatScope, parseScope } from '../core/scope.js';
import { Database } from '../platform/index.js';
import type { ApiKey, ApiKeyChange, ApiKeyOwner, ApiKeyTerms } from './api-key.js';

/** What both reads of a key have in common. */
export interface ApiKeyRow {
  readonly id: ApiKeyId;
  readonly instanceId: InstanceId;
  readonly userId: UserId | null;
  readonly organizationId: OrganizationId | null;
  readonly createdBy: UserId;
  readonly name: string;
  readonly prefix: string;
  readonly scope: string | null;
  readonly allowedIps: string;
  readonly rateLimit: number | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt?: number | null;
}

export interface SecretInsert {
  readonly id: SecretId;
  readonly keyId: ApiKeyId;
  readonly hash: string;
  readonly now: number;
}

export const API_KEY_COLUMNS = `k.id, k.instance_id AS "instanceId", k.user_id AS "userId", k.organization_id AS "organizationId",
  k.created_by AS "createdBy", k.name, k.prefix, k.scope, k.allowed_ips AS "allowedIps", k.rate_limit AS "rateLimit",
  k.created_at AS "createdAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"`;

const SELECT = `SELECT ${API_KEY_COLUMNS},
  (SELECT MAX(u.last_used_at) FROM api_key_usage u WHERE u.key_id = k.id) AS "lastUsedAt" FROM api_keys k`;

/** The names of the columns stand here and come from nowhere else. */
const COLUMNS: Readonly<Record<string, string>> = {
  name: 'name',
  scope: 'scope',
  expiresAt: 'expires_at',
  allowedIps: 'allowed_ips',
  rateLimit: 'rate_limit',
};

const OWNERS = { person: 'users', organization: 'organizations' } as const;
const OWNER_COLUMNS = { person: 'user_id', organization: 'organization_id' } as const;

/** Keys as their owners manage them. */
@Injectable()
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  /** The plan of an owner who may have keys; nobody else makes one for it until the running transaction ends. */
  lockPlan(owner: ApiKeyOwner): Promise<string | undefined> {
    return this.findPlan(owner, this.database.forUpdate);
  }

  async findPlan({ type, instanceId, id }: ApiKeyOwner, lock = ''): Promise<string | undefined> {
    const sql = `SELECT plan FROM ${OWNERS[type]} WHERE id = $1 AND instance_id = $2 AND status = 'active'${lock}`;
    return (await this.database.query<{ plan: string }>(sql, [id, instanceId]))[0]?.plan;
  }

  /** Those that can be used: neither revoked nor expired. */
  async countAlive({ type, id }: ApiKeyOwner, now: number): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(
      `SELECT COUNT(*) AS total FROM api_keys
        WHERE ${OWNER_COLUMNS[type]} = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
      [id, now],
    );
    return Number(row?.total ?? 0);
  }

  async insert({ id, owner, createdBy, prefix, createdAt, ...terms }: ApiKey): Promise<void> {
    const ofPerson = owner.type === 'person';
    await this.database.execute(
      `INSERT INTO api_keys (id, instance_id, user_id, organization_id, created_by, name, prefix, scope, allowed_ips,
                             rate_limit, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[id, owner.instanceId, ofPerson ? owner.id : null, ofPerson ? null : owner.id, createdBy, terms.name],
        ...[prefix, ...valuesOf(terms), createdAt, terms.expiresAt ?? null],
      ],
    );
  }

  async insertSecret({ id, keyId, hash, now }: SecretInsert): Promise<void> {
    const sql = 'INSERT INTO api_key_secrets (id, key_id, hash, created_at) VALUES ($1, $2, $3, $4)';
    await this.database.execute(sql, [id, keyId, hash, now]);
  }

  /** The newest stays until `moment` at most; one that was on its way out is gone. */
  async retireSecrets(keyId: ApiKeyId, moment: number): Promise<void> {
    await this.database.execute('DELETE FROM api_key_secrets WHERE key_id = $1 AND expires_at IS NOT NULL', [keyId]);
    await this.database.execute('UPDATE api_key_secrets SET expires_at = $1 WHERE key_id = $2', [moment, keyId]);
  }

  async setPrefix(id: ApiKeyId, prefix: string): Promise<void> {
    await this.database.execute('UPDATE api_keys SET prefix = $1 WHERE id = $2', [prefix, id]);
  }

  /** The newest first, revoked ones included. */
  async list({ type, id }: ApiKeyOwner): Promise<ApiKey[]> {
    const sql = `${SELECT} WHERE k.${OWNER_COLUMNS[type]} = $1 ORDER BY k.created_at DESC, k.id DESC`;
    return (await this.database.query<ApiKeyRow>(sql, [id])).map(apiKeyOf);
  }

  async find({ type, id: ownerId }: ApiKeyOwner, id: ApiKeyId): Promise<ApiKey | undefined> {
    const sql = `${SELECT} WHERE k.id = $1 AND k.${OWNER_COLUMNS[type]} = $2`;
    return (await this.database.query<ApiKeyRow>(sql, [id, ownerId])).map(apiKeyOf)[0];
  }

  /** The same for what is decided in the running transaction. */
  async lock(owner: ApiKeyOwner, id: ApiKeyId): Promise<ApiKey | undefined> {
    await this.database.query(`SELECT id FROM api_keys WHERE id = $1${this.database.forUpdate}`, [id]);
    return this.find(owner, id);
  }

  /** Writes what is named and nothing else. */
  async update(id: ApiKeyId, change: ApiKeyChange): Promise<void> {
    const named = Object.entries(change).filter(([member, value]) => value !== undefined && COLUMNS[member]);
    if (named.length === 0) return;
    const columns = named.map(([member], place) => `${COLUMNS[member]} = $${place + 2}`).join(', ');
    const values = named.map(([, value]) => stored(value));
    await this.database.execute(`UPDATE api_keys SET ${columns} WHERE id = $1`, [id, ...values]);
  }

  /** True where this call revoked it. */
  async revoke(id: ApiKeyId, now: number): Promise<boolean> {
    const sql = 'UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL';
    return (await this.database.execute(sql, [now, id])) === 1;
  }

  /** Which ones this call has revoked. */
  async revokeAll({ type, id }: ApiKeyOwner, now: number): Promise<ApiKeyId[]> {
    const sql = `UPDATE api_keys SET revoked_at = $1 WHERE ${OWNER_COLUMNS[type]} = $2 AND revoked_at IS NULL RETURNING id`;
    return (await this.database.query<{ id: ApiKeyId }>(sql, [now, id])).map((row) => row.id);
  }
}

export function apiKeyOf(row: ApiKeyRow): ApiKey {
  const { instanceId, userId, organizationId, scope, allowedIps, rateLimit, expiresAt, revokedAt } = row;
  const { id, createdBy, name, prefix, createdAt, lastUsedAt } = row;
  return {
    ...{ id, createdBy, name, prefix, createdAt },
    owner: ownerOf(instanceId, userId, organizationId),
    scope: scope === null ? undefined : parseScope(scope),
    allowedIps: JSON.parse(allowedIps) as string[],
    rateLimit: rateLimit ?? undefined,
    expiresAt: expiresAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
    lastUsedAt: lastUsedAt ?? undefined,
  };
}

function ownerOf(instanceId: InstanceId, userId: UserId | null, organizationId: OrganizationId | null): ApiKeyOwner {
  if (userId !== null) return { type: 'person', instanceId, id: userId };
  if (organizationId !== null) return { type: 'organization', instanceId, id: organizationId };
  throw new Error('an API key without an owner is stored');
}

function valuesOf({ scope, allowedIps, rateLimit }: ApiKeyTerms): unknown[] {
  return [stored(scope), stored(allowedIps), rateLimit ?? null];
}

function stored(value: unknown): unknown {
  if (value instanceof Set) return formatScope(value);
  return Array.isArray(value) ? JSON.stringify(value) : (value ?? null);
}
