import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Database } from '../platform/database.js';
import type { StoredSettings } from './instance-settings.js';

/** `deleting`: suspended for good, while what it held is being removed. */
export type InstanceStatus = 'active' | 'suspended' | 'deleting';

/** Times in milliseconds. */
export interface InstanceRecord {
  readonly id: InstanceId;
  readonly name: string;
  readonly title: string;
  readonly settings: StoredSettings;
  readonly status: InstanceStatus;
  readonly createdAt: number;
}

type Row = Omit<InstanceRecord, 'settings'> & { readonly settings: string };

const SELECT = 'SELECT id, name, title, settings, status, created_at AS "createdAt" FROM instances';

@Injectable()
export class InstanceStore {
  constructor(private readonly database: Database) {}

  async findByName(name: string): Promise<InstanceRecord | undefined> {
    const [row] = await this.database.query<Row>(`${SELECT} WHERE name = $1`, [name]);
    return row && toRecord(row);
  }

  async find(id: InstanceId): Promise<InstanceRecord | undefined> {
    const [row] = await this.database.query<Row>(`${SELECT} WHERE id = $1`, [id]);
    return row && toRecord(row);
  }

  /** The same for who changes it in the running transaction. */
  async lock(id: InstanceId): Promise<InstanceRecord | undefined> {
    const [row] = await this.database.query<Row>(`${SELECT} WHERE id = $1${this.database.forUpdate}`, [id]);
    return row && toRecord(row);
  }

  async list(): Promise<InstanceRecord[]> {
    return (await this.database.query<Row>(`${SELECT} ORDER BY name`)).map(toRecord);
  }

  /** `false` where the name is taken. */
  async insert({ id, name, title, settings, status, createdAt }: InstanceRecord): Promise<boolean> {
    const inserted = await this.database.execute(
      `INSERT INTO instances (id, name, title, settings, status, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING`,
      [id, name, title, JSON.stringify(settings), status, createdAt, createdAt],
    );
    return inserted === 1;
  }

  async update(
    id: InstanceId,
    { title, settings }: Pick<InstanceRecord, 'title' | 'settings'>,
    now: number,
  ): Promise<void> {
    const sql = 'UPDATE instances SET title = $1, settings = $2, updated_at = $3 WHERE id = $4';
    await this.database.execute(sql, [title, JSON.stringify(settings), now, id]);
  }

  async setStatus(id: InstanceId, status: InstanceStatus, now: number): Promise<void> {
    await this.database.execute('UPDATE instances SET status = $1, updated_at = $2 WHERE id = $3', [status, now, id]);
  }

  /** The row itself, once nothing refers to it. */
  async remove(id: InstanceId): Promise<void> {
    await this.database.execute('DELETE FROM instances WHERE id = $1', [id]);
  }
}

function toRecord(row: Row): InstanceRecord {
  return { ...row, settings: JSON.parse(row.settings) as StoredSettings };
}
