import { AsyncLocalStorage } from 'node:async_hooks';

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { DATABASE_LIMITS } from './cluster-settings.js';
import type { Dialect, Engine, Load } from './engine.js';
import { PostgresEngine } from './postgres/postgres.engine.js';
import { SqliteDataSource } from './sqlite/sqlite.data-source.js';
import { SqliteEngine } from './sqlite/sqlite.engine.js';
import { Transaction } from './transaction.js';

/**
 * The database of both engines. SQL is written once: placeholders `$1, $2…`, snake_case columns with `AS "camelCase"`,
 * no function that only one engine knows. A boolean of a raw row is read with `Boolean(value)`.
 */
@Injectable()
export class Database {
  private readonly running = new AsyncLocalStorage<Transaction>();
  private readonly engine: Engine;

  /** `statementTimeout` (milliseconds): how long PostgreSQL may take for one. */
  constructor(dataSource: DataSource, statementTimeout = DATABASE_LIMITS.databaseStatementTimeout) {
    this.engine =
      dataSource instanceof SqliteDataSource
        ? new SqliteEngine(dataSource)
        : new PostgresEngine(dataSource, statementTimeout);
  }

  get dialect(): Dialect {
    return this.engine.dialect;
  }

  /** For metrics. */
  get load(): Load {
    return this.engine.load;
  }

  /**
   * To be appended to a `SELECT` whose answer decides what the same transaction writes. Empty on SQLite, where a
   * transaction excludes other writers from its beginning.
   */
  get forUpdate(): '' | ' FOR UPDATE' {
    return this.dialect === 'postgres' ? ' FOR UPDATE' : '';
  }

  /**
   * The same for a row that is relied on and not written: whoever changes it waits until the transaction ends, or is waited
   * for and then seen.
   */
  get forShare(): '' | ' FOR SHARE' {
    return this.dialect === 'postgres' ? ' FOR SHARE' : '';
  }

  /** The same for the tables named by their aliases, locked in that order: all who lock several keep to one. */
  forShareOf(...aliases: readonly string[]): string {
    return this.dialect === 'postgres' ? ` FOR SHARE OF ${aliases.join(', ')}` : '';
  }

  get isInTransaction(): boolean {
    return this.running.getStore() !== undefined;
  }

  /** The running transaction's, or the pool's. */
  get manager(): EntityManager {
    return (this.running.getStore() ?? this.engine.session).manager;
  }

  /** The rows of a read, or of a write with `RETURNING`. */
  async query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const outcome = await this.session().run<T>(sql, parameters);
    return outcome.rows;
  }

  /** Answers how many rows were written. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const outcome = await this.session().run(sql, parameters);
    return outcome.affected;
  }

  /**
   * Joins the running transaction, or begins one; then it settles after the commit is durable. A statement that fails
   * dooms the whole transaction, also where its error is caught: use `ON CONFLICT DO NOTHING` where a conflict is expected.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.isInTransaction) return work();
    let transaction: Transaction | undefined;
    const result = await this.engine.transaction((session) => {
      const begun = (transaction = new Transaction(session));
      return this.running.run(begun, () => begun.complete(work));
    });
    transaction?.announceCommit();
    return result;
  }

  /** Runs the action before the transaction's caller is answered, or at once outside of one. It must not throw. */
  afterCommit(action: () => void): void {
    const transaction = this.running.getStore();
    if (transaction) transaction.afterCommit(action);
    else action();
  }

  /** For what must not belong to the running transaction, such as a loop that it happens to start. */
  outside<T>(action: () => T): T {
    return this.running.exit(action);
  }

  /**
   * Runs the work where no other replica is at it, and answers whether it did. The lock saves work and decides nothing: it is gone with
   * its connection, so what must happen once is decided by what the work writes. `lock`: any constant that nobody else takes.
   */
  elect(lock: number, work: () => Promise<void>): Promise<boolean> {
    return this.outside(() => this.engine.elect(lock, work));
  }

  private session(): Pick<Transaction, 'run'> {
    return this.running.getStore() ?? this.engine.session;
  }
}
