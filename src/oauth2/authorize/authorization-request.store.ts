import { Injectable } from '@nestjs/common';
import type { AuthorizationRequestId, ClientId, InstanceId } from '../../core/ids.js';
import { Database } from '../../platform/index.js';

/** An authorization request that waits for its person. Times in milliseconds. */
export interface StoredRequest {
  readonly id: AuthorizationRequestId;
  readonly instanceId: InstanceId;
  readonly clientId: ClientId;
  /** SHA-256 of the cookie of the browser that brought it: no other may go on with it. */
  readonly browserHash: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly expiresAt: number;
}

@Injectable()
export class AuthorizationRequestStore {
  constructor(private readonly database: Database) {}

  async insert(request: StoredRequest): Promise<void> {
    await this.database.execute(
      `INSERT INTO authorization_requests (id, instance_id, client_id, browser_hash, parameters, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        request.id,
        request.instanceId,
        request.clientId,
        request.browserHash,
        JSON.stringify(request.parameters),
        request.createdAt,
        request.expiresAt,
      ],
    );
  }

  /** Only one that is neither expired nor answered. */
  async findOpen(instanceId: InstanceId, id: string, now: number): Promise<StoredRequest | undefined> {
    const [row] = await this.database.query<StoredRequest & { parameters: string }>(
      `SELECT id, instance_id AS "instanceId", client_id AS "clientId", browser_hash AS "browserHash", parameters,
              created_at AS "createdAt", expires_at AS "expiresAt"
         FROM authorization_requests
        WHERE id = $1 AND instance_id = $2 AND completed_at IS NULL AND expires_at > $3`,
      [id, instanceId, now],
    );
    return row && { ...row, parameters: JSON.parse(row.parameters) as Record<string, string> };
  }

  /** True for one caller only. */
  async complete(id: AuthorizationRequestId, now: number): Promise<boolean> {
    const completed = await this.database.execute(
      'UPDATE authorization_requests SET completed_at = $1 WHERE id = $2 AND completed_at IS NULL AND expires_at > $1',
      [now, id],
    );
    return completed === 1;
  }

  /** Those that expired before `moment` (milliseconds), at most `limit`; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM authorization_requests
        WHERE id IN (SELECT id FROM authorization_requests WHERE expires_at < $1 LIMIT $2)`,
      [moment, limit],
    );
  }
}
