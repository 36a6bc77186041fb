import { LRUCache } from 'lru-cache';
import sqlite3 from 'sqlite3';

import type { Outcome } from '../engine.js';
import { SqliteError } from './sqlite.error.js';
import { type StatementText, statementText } from './statement-text.js';

export interface SqliteOutcome<T> extends Outcome<T> {
  /** The row id of the last insert. */
  readonly lastId?: number;
}

const STATEMENTS = 200;

/** A connection of the `sqlite3` package that keeps its statements prepared. SQLite prepares them anew when the schema changes. */
export class SqliteConnection {
  private readonly statements = new LRUCache<string, sqlite3.Statement>({
    max: STATEMENTS,
    dispose: (statement) => statement.finalize(),
  });
  private inTransaction = false;
  private lost?: SqliteError;

  private constructor(private readonly database: sqlite3.Database) {}

  /** `pragmas` such as `foreign_keys = ON`; `timeout` in milliseconds, for locks of other processes. */
  static async open(file: string, timeout: number, pragmas: readonly string[]): Promise<SqliteConnection> {
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(file, (error) => (error ? reject(new SqliteError(error)) : resolve(opened)));
    });
    database.configure('busyTimeout', timeout);
    const connection = new SqliteConnection(database);
    try {
      for (const pragma of pragmas) await connection.run(`PRAGMA ${pragma}`);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return connection;
  }

  /** Placeholders are `$1`, `$2`… or `?`. */
  async run<T>(sql: string, parameters: readonly unknown[] = []): Promise<SqliteOutcome<T>> {
    if (this.lost) throw this.lost;
    const text = statementText(sql);
    try {
      return await (text.recurs ? this.runPrepared<T>(text, parameters) : this.runOnce<T>(text, parameters));
    } catch (error) {
      const failure = new SqliteError(error);
      if (this.inTransaction && failure.losesTransaction) this.lost = failure;
      throw failure;
    }
  }

  /** Takes the write lock at once: a reader that turns writer could meet SQLITE_BUSY half-way. */
  async begin(): Promise<void> {
    await this.run('BEGIN IMMEDIATE');
    this.inTransaction = true;
  }

  async commit(): Promise<void> {
    await this.run('COMMIT');
    this.inTransaction = false;
  }

  async rollback(): Promise<void> {
    const endedItself = this.lost !== undefined;
    this.inTransaction = false;
    this.lost = undefined;
    const rolledBack = this.run('ROLLBACK');
    await (endedItself ? rolledBack.catch(() => undefined) : rolledBack);
  }

  /** Throws when SQLite has given the transaction up. */
  assertTransaction(): void {
    if (this.lost) throw this.lost;
  }

  close(): Promise<void> {
    this.statements.clear();
    return new Promise((resolve, reject) => this.database.close((error) => (error ? reject(error) : resolve())));
  }

  private async runPrepared<T>(text: StatementText, parameters: readonly unknown[]): Promise<SqliteOutcome<T>> {
    const known = this.statements.get(text.sql);
    if (known) return perform<T>(known, text, parameters);
    const statement = await this.prepare(text.sql);
    this.statements.set(text.sql, statement);
    return perform<T>(statement, text, parameters);
  }

  private async runOnce<T>(text: StatementText, parameters: readonly unknown[]): Promise<SqliteOutcome<T>> {
    const statement = await this.prepare(text.sql);
    try {
      return await perform<T>(statement, text, parameters);
    } finally {
      statement.finalize();
    }
  }

  private prepare(sql: string): Promise<sqlite3.Statement> {
    return new Promise((resolve, reject) => {
      const statement = this.database.prepare(sql, (error) => (error ? reject(error) : resolve(statement)));
    });
  }
}

function perform<T>(
  statement: sqlite3.Statement,
  { returnsRows }: StatementText,
  parameters: readonly unknown[],
): Promise<SqliteOutcome<T>> {
  const values = parameters.map((value) => value ?? null);
  return new Promise((resolve, reject) => {
    const rows = (error: Error | null, found: T[]) =>
      error ? reject(error) : resolve({ rows: found, affected: found.length });
    const changes = function (this: sqlite3.RunResult, error: Error | null) {
      if (error) reject(error);
      else resolve({ rows: [], affected: this.changes, lastId: this.lastID });
    };
    if (returnsRows) statement.all(values, rows);
    else statement.run(values, changes);
  });
}
