import { Injectable } from '@nestjs/common';
import type { InstanceId, SessionId, UserId } from '../core/ids.js';
import { Database } from '../platform/database.js';
import { describeDevice } from './device.js';
import type { Session } from './session.js';

export type SessionInsert = Omit<Session, 'device'> & { readonly secretHash: string; readonly userAgent: string };

export interface SessionOwner {
  readonly instanceId: InstanceId;
  readonly userId: UserId;
}

interface SessionRow {
  readonly id: SessionId;
  readonly instanceId: InstanceId;
  readonly userId: UserId;
  readonly amr: string;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: number;
  readonly authenticatedAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly idleLifetime: number | null;
}

const SELECT = `SELECT id, instance_id AS "instanceId", user_id AS "userId", amr, address, user_agent AS "userAgent",
  created_at AS "createdAt", authenticated_at AS "authenticatedAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt",
  idle_lifetime AS "idleLifetime" FROM sessions`;

/** Every statement on `sessions`. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async insert(session: SessionInsert): Promise<void> {
    const { id, instanceId, userId, secretHash, address, userAgent, createdAt, authenticatedAt, lastSeenAt } = session;
    await this.database.execute(
      `INSERT INTO sessions (id, instance_id, user_id, secret_hash, amr, address, user_agent, created_at, authenticated_at,
                             last_seen_at, expires_at, idle_lifetime)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[id, instanceId, userId, secretHash, session.amr.join(' '), address, userAgent],
        ...[createdAt, authenticatedAt, lastSeenAt, session.expiresAt, session.idleLifetime ?? null],
      ],
    );
  }

  /** All but its id and its beginning becomes `session`'s. `undefined` where the old secret opens none of this person's. */
  async renew(oldSecretHash: string, session: SessionInsert): Promise<Pick<Session, 'id' | 'createdAt'> | undefined> {
    const { instanceId, userId, secretHash, amr, address, userAgent, authenticatedAt, lastSeenAt, expiresAt } = session;
    const [kept] = await this.database.query<Pick<Session, 'id' | 'createdAt'>>(
      `UPDATE sessions SET secret_hash = $1, amr = $2, address = $3, user_agent = $4, authenticated_at = $5,
              last_seen_at = $6, expires_at = $7
        WHERE secret_hash = $8 AND user_id = $9 AND instance_id = $10 AND ended_at IS NULL
        RETURNING id, created_at AS "createdAt"`,
      [
        ...[secretHash, amr.join(' '), address, userAgent, authenticatedAt, lastSeenAt, expiresAt],
        ...[oldSecretHash, userId, instanceId],
      ],
    );
    return kept;
  }

  /** One that was not ended; whether its time is over is for the caller. */
  async findBySecret(secretHash: string): Promise<Session | undefined> {
    const rows = await this.database.query<SessionRow>(`${SELECT} WHERE secret_hash = $1 AND ended_at IS NULL`, [
      secretHash,
    ]);
    return rows.map(toSession)[0];
  }

  /** Those that were not ended, the last used first. */
  async list({ instanceId, userId }: SessionOwner): Promise<Session[]> {
    const sql = `${SELECT} WHERE user_id = $1 AND instance_id = $2 AND ended_at IS NULL ORDER BY last_seen_at DESC, id DESC`;
    return (await this.database.query<SessionRow>(sql, [userId, instanceId])).map(toSession);
  }

  /** Never back: replicas write behind, each what it has seen. */
  async markSeen(id: string, at: number): Promise<void> {
    await this.database.execute('UPDATE sessions SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $3', [
      at,
      id,
      at,
    ]);
  }

  /** `false` where this person has no such session, or it was ended before. */
  async end({ instanceId, userId }: SessionOwner, id: string, now: number): Promise<boolean> {
    const ended = await this.database.execute(
      'UPDATE sessions SET ended_at = $1 WHERE id = $2 AND user_id = $3 AND instance_id = $4 AND ended_at IS NULL',
      [now, id, userId, instanceId],
    );
    return ended === 1;
  }

  /** All of this person's but `exceptId`; answers which. */
  async endAll({ instanceId, userId }: SessionOwner, exceptId: string, now: number): Promise<SessionId[]> {
    const rows = await this.database.query<{ readonly id: SessionId }>(
      `UPDATE sessions SET ended_at = $1
        WHERE user_id = $2 AND instance_id = $3 AND id <> $4 AND ended_at IS NULL RETURNING id`,
      [now, userId, instanceId, exceptId],
    );
    return rows.map(({ id }) => id);
  }

  /** Those that were over before `moment` (milliseconds), at most `limit` of them; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM sessions
        WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1 OR ended_at < $2 LIMIT $3)`,
      [moment, moment, limit],
    );
  }
}

function toSession({ amr, userAgent, idleLifetime, ...row }: SessionRow): Session {
  return { ...row, idleLifetime: idleLifetime ?? undefined, amr: amr.split(' '), device: describeDevice(userAgent) };
}
