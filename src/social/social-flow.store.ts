import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Database } from '../platform/index.js';

export interface SocialFlowRow {
  readonly stateHash: string;
  readonly instanceId: InstanceId;
  readonly bindingHash: string;
  readonly sealed: string;
  readonly expiresAt: number;
}

/** Every statement on `social_flows`. */
@Injectable()
export class SocialFlowStore {
  constructor(private readonly database: Database) {}

  async insert({ stateHash, instanceId, bindingHash, sealed, expiresAt }: SocialFlowRow): Promise<void> {
    await this.database.execute(
      'INSERT INTO social_flows (state_hash, instance_id, binding_hash, sealed, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [stateHash, instanceId, bindingHash, sealed, expiresAt],
    );
  }

  /** For one caller only, and only for the one whose it is: another browser does not burn it. */
  async consume(stateHash: string, bindingHash: string, now: number): Promise<string | undefined> {
    const rows = await this.database.query<{ readonly sealed: string }>(
      'DELETE FROM social_flows WHERE state_hash = $1 AND binding_hash = $2 AND expires_at > $3 RETURNING sealed',
      [stateHash, bindingHash, now],
    );
    return rows[0]?.sealed;
  }

  /** Those that were over before `moment`, at most `limit` of them; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      'DELETE FROM social_flows WHERE state_hash IN (SELECT state_hash FROM social_flows WHERE expires_at < $1 LIMIT $2)',
      [moment, limit],
    );
  }
}
