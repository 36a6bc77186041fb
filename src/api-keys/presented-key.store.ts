import { Injectable } from '@nestjs/common';
import type { ApiKeyId } from '../core/ids.js';
import { AddressRanges, Database } from '../platform/index.js';
import type { ApiKey } from './api-key.js';
import { API_KEY_COLUMNS, apiKeyOf, type ApiKeyRow } from './api-key.store.js';

/** A key by one of its secrets, with what decides whether it can be used. Times are in milliseconds. */
export interface PresentedKey {
  readonly key: ApiKey;
  /** When this very secret ends; absent for the newest. */
  readonly secretExpiresAt?: number;
  readonly isOwnerActive: boolean;
  /** Absent: from everywhere. */
  readonly allowedFrom?: AddressRanges;
}

type Row = ApiKeyRow & {
  readonly secretExpiresAt: number | null;
  readonly userStatus: string | null;
  readonly organizationStatus: string | null;
};

const FIND = `SELECT ${API_KEY_COLUMNS}, s.expires_at AS "secretExpiresAt", u.status AS "userStatus",
         o.status AS "organizationStatus"
    FROM api_key_secrets s
    JOIN api_keys k ON k.id = s.key_id
    LEFT JOIN users u ON u.id = k.user_id
    LEFT JOIN organizations o ON o.id = k.organization_id
   WHERE s.hash = $1`;

/** The hot read: one statement, by a unique index. */
@Injectable()
export class PresentedKeyStore {
  constructor(private readonly database: Database) {}

  async find(hash: string): Promise<PresentedKey | undefined> {
    return (await this.database.query<Row>(FIND, [hash])).map(presentedOf)[0];
  }

  /** The same for who is about to issue something: the key does not change until the running transaction ends. */
  async hold(id: ApiKeyId, hash: string): Promise<PresentedKey | undefined> {
    await this.database.query(`SELECT id FROM api_keys WHERE id = $1${this.database.forShare}`, [id]);
    return this.find(hash);
  }
}

function presentedOf({ secretExpiresAt, userStatus, organizationStatus, ...row }: Row): PresentedKey {
  const key = apiKeyOf(row);
  return {
    key,
    allowedFrom: key.allowedIps.length > 0 ? new AddressRanges(key.allowedIps) : undefined,
    secretExpiresAt: secretExpiresAt ?? undefined,
    isOwnerActive: (userStatus ?? organizationStatus) === 'active',
  };
}
