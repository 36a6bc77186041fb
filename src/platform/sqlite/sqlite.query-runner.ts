import { QueryFailedError, QueryResult, QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { AbstractSqliteQueryRunner } from 'typeorm/driver/sqlite-abstract/AbstractSqliteQueryRunner.js';
import { Broadcaster } from 'typeorm/subscriber/Broadcaster.js';

import type { SqliteConnection, SqliteOutcome } from './sqlite.connection.js';
import type { SqliteDriver } from './sqlite.driver.js';
import type { Hold } from './sqlite.writer.js';

/**
 * TypeORM's view of the database. Outside of a transaction its reads go to the readers and its writes through the
 * writer's queue; a transaction of its own, or a migration, holds the writer. Subscribers are not served.
 */
export class SqliteQueryRunner extends AbstractSqliteQueryRunner {
  private held?: Hold;
  private foreignKeysOff = false;

  /** With `joined`, the runner belongs to a transaction that its creator ends; its own become savepoints. */
  constructor(
    override driver: SqliteDriver,
    private readonly joined?: SqliteConnection,
  ) {
    super();
    this.dataSource = driver.dataSource;
    this.broadcaster = new Broadcaster(this);
    this.isTransactionActive = joined !== undefined;
    this.transactionDepth = joined ? 1 : 0;
  }

  /** SQLite alters a table by replacing it, and dropping the old one must not cascade. */
  override async beforeMigration(): Promise<void> {
    // Inside a transaction the pragma does nothing (https://sqlite.org/foreignkeys.html §2).
    if (this.isTransactionActive) return;
    this.held ??= await this.driver.writer.hold();
    this.foreignKeysOff = true;
    await this.held.connection.run('PRAGMA foreign_keys = OFF');
  }

  override async afterMigration(): Promise<void> {
    if (!this.foreignKeysOff) return;
    await this.held?.connection.run('PRAGMA foreign_keys = ON');
    this.foreignKeysOff = false;
    this.letGo();
  }

  override async startTransaction(isolationLevel?: IsolationLevel): Promise<void> {
    if (this.transactionDepth === 0) this.held ??= await this.driver.writer.hold();
    try {
      await super.startTransaction(isolationLevel);
    } catch (error) {
      this.isTransactionActive = this.transactionDepth > 0;
      this.letGo();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.letGo();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.letGo();
    }
  }

  override query<T>(sql: string, parameters: unknown[] | undefined, structured: true): Promise<QueryResult<T>>;
  override query<T>(sql: string, parameters?: unknown[]): Promise<T>;
  override async query(sql: string, parameters: unknown[] = [], structured = false): Promise<unknown> {
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const { logger } = this.dataSource;
    logger.logQuery(sql, parameters, this);
    try {
      const outcome = await this.run(sql, parameters);
      return structured ? structuredResult(outcome) : rawResult(outcome);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      logger.logQueryError(cause, sql, parameters, this);
      throw new QueryFailedError(sql, parameters, cause);
    }
  }

  override async release(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    await super.release();
    try {
      if (this.held && this.isTransactionActive) await this.held.connection.rollback();
      await this.afterMigration();
    } finally {
      this.isTransactionActive = false;
      this.letGo();
    }
  }

  private async run(sql: string, parameters: readonly unknown[]): Promise<SqliteOutcome<unknown>> {
    const connection = this.joined ?? this.held?.connection;
    if (!connection) return this.driver.run(sql, parameters);
    const control = CONTROL[sql];
    if (!control) return connection.run(sql, parameters);
    await control(connection);
    return { rows: [], affected: 0 };
  }

  private letGo(): void {
    if (this.isTransactionActive || this.foreignKeysOff) return;
    this.held?.release();
    this.held = undefined;
  }
}

/** What TypeORM says at the outermost level. */
const CONTROL: Readonly<Record<string, (connection: SqliteConnection) => Promise<void>>> = {
  'BEGIN TRANSACTION': (connection) => connection.begin(),
  COMMIT: (connection) => connection.commit(),
  ROLLBACK: (connection) => connection.rollback(),
};

function structuredResult(outcome: SqliteOutcome<unknown>): QueryResult {
  const result = new QueryResult();
  result.raw = rawResult(outcome);
  result.records = outcome.rows;
  result.affected = outcome.affected;
  return result;
}

/** TypeORM expects the rows of a read, and of a write the last row id, from which it takes generated keys. */
function rawResult(outcome: SqliteOutcome<unknown>): unknown {
  return outcome.lastId ?? outcome.rows;
}
