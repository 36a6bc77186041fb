import { Injectable } from '@nestjs/common';
import type { MailProofId, UserId } from '../../core/ids.js';
import { sha256 } from '../../core/secret-format.js';
import { Database, Mint } from '../../platform/index.js';
import type { UserKey } from '../../users/index.js';
import type { MailProof, PresentedProof, ProofPurpose } from './mail-proof.js';

export interface MailProofInsert extends MailProof {
  readonly purpose: ProofPurpose;
  readonly token: string;
  /** When it was asked for. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

interface Row {
  readonly userId: UserId;
  readonly email: string;
  readonly newEmail: string | null;
}

/** Dead with a new password, another address and a suspension, without anybody having to think of it then. */
const ALIVE = `consumed_at IS NULL AND expires_at > $4 AND EXISTS (SELECT 1 FROM users u WHERE u.id = mail_proofs.user_id
  AND u.status = 'active' AND u.email = mail_proofs.email AND u.credentials_not_before <= mail_proofs.created_at)`;
const PRESENTED = `secret_hash = $1 AND instance_id = $2 AND purpose = $3 AND ${ALIVE}`;
const COLUMNS = 'user_id AS "userId", email, new_email AS "newEmail"';

/** Every statement on `mail_proofs`. */
@Injectable()
export class MailProofStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** Whoever makes, uses or ends a proof of the account at this moment comes before or after. */
  async lockUser({ instanceId, userId }: UserKey): Promise<void> {
    const sql = `SELECT id FROM users WHERE id = $1 AND instance_id = $2${this.database.forUpdate}`;
    await this.database.query(sql, [userId, instanceId]);
  }

  /** Takes the place of the one before. False where one that was asked for later is there already. */
  async replace(proof: MailProofInsert): Promise<boolean> {
    const { instanceId, userId, purpose, email, newEmail = null, token, createdAt, expiresAt } = proof;
    const sql = 'DELETE FROM mail_proofs WHERE user_id = $1 AND purpose = $2 AND created_at <= $3';
    await this.database.execute(sql, [userId, purpose, createdAt]);
    const later = 'SELECT id FROM mail_proofs WHERE user_id = $1 AND purpose = $2';
    if ((await this.database.query(later, [userId, purpose])).length > 0) return false;
    await this.database.execute(
      `INSERT INTO mail_proofs (id, instance_id, user_id, purpose, secret_hash, email, new_email, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[this.mint.id<MailProofId>(), instanceId, userId, purpose, sha256(token)],
        ...[email, newEmail, createdAt, expiresAt],
      ],
    );
    return true;
  }

  async find(presented: PresentedProof): Promise<MailProof | undefined> {
    const sql = `SELECT ${COLUMNS} FROM mail_proofs WHERE ${PRESENTED}`;
    return toProof(presented, await this.database.query<Row>(sql, this.parametersOf(presented)));
  }

  /** The proof for one caller only: whoever is the first to present it, in time. */
  async consume(presented: PresentedProof): Promise<MailProof | undefined> {
    const sql = `UPDATE mail_proofs SET consumed_at = $4 WHERE ${PRESENTED} RETURNING ${COLUMNS}`;
    return toProof(presented, await this.database.query<Row>(sql, this.parametersOf(presented)));
  }

  /** All of an account. */
  async removeOf({ instanceId, userId }: UserKey): Promise<void> {
    const sql = 'DELETE FROM mail_proofs WHERE user_id = $1 AND instance_id = $2';
    await this.database.execute(sql, [userId, instanceId]);
  }

  private parametersOf({ token, instanceId, purpose }: PresentedProof): readonly unknown[] {
    return [sha256(token), instanceId, purpose, this.mint.now()];
  }
}

function toProof({ instanceId }: PresentedProof, [row]: readonly Row[]): MailProof | undefined {
  return row && { instanceId, userId: row.userId, email: row.email, ...(row.newEmail && { newEmail: row.newEmail }) };
}
