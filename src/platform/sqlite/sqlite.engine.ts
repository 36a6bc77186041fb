import type { EntityManager } from 'typeorm';

import type { Engine, Load, Outcome, Session } from '../engine.js';
import type { SqliteConnection } from './sqlite.connection.js';
import type { SqliteDataSource } from './sqlite.data-source.js';
import { SqliteQueryRunner } from './sqlite.query-runner.js';

/** One file: transactions are serial, and those that wait together are committed together. */
export class SqliteEngine implements Engine {
  readonly dialect = 'sqlite';
  readonly session: Session;

  constructor(private readonly dataSource: SqliteDataSource) {
    this.session = new FileSession(dataSource);
  }

  get load(): Load {
    return { writersWaiting: this.dataSource.sqlite.writer.waiting };
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.dataSource.sqlite.writer.transaction((connection) =>
      work(new TransactionSession(this.dataSource, connection)),
    );
  }

  /** The file's processes are few, and its one writer decides. */
  async elect(_lock: number, work: () => Promise<void>): Promise<boolean> {
    await work();
    return true;
  }
}

class FileSession implements Session {
  constructor(private readonly dataSource: SqliteDataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    return this.dataSource.sqlite.run<T>(sql, parameters);
  }
}

class TransactionSession implements Session {
  private bound?: EntityManager;

  constructor(
    private readonly dataSource: SqliteDataSource,
    private readonly connection: SqliteConnection,
  ) {}

  get manager(): EntityManager {
    return (this.bound ??= this.bindManager());
  }

  run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    return this.connection.run<T>(sql, parameters);
  }

  private bindManager(): EntityManager {
    const runner = new SqliteQueryRunner(this.dataSource.sqlite, this.connection);
    const manager = this.dataSource.createEntityManager(runner);
    return Object.assign(runner, { manager }).manager;
  }
}
