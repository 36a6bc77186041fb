import type { DataSource, EntityManager, QueryResult, QueryRunner } from 'typeorm';

import type { Engine, Outcome, Session } from '../engine.js';

/** A pool of connections; transactions at READ COMMITTED. */
export class PostgresEngine implements Engine {
  readonly dialect = 'postgres';
  readonly session: Session;

  constructor(private readonly dataSource: DataSource) {
    this.session = new PoolSession(dataSource);
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const result = await work(new RunnerSession(runner));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

class PoolSession implements Session {
  constructor(private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  async run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await new RunnerSession(runner).run<T>(sql, parameters);
    } finally {
      await runner.release();
    }
  }
}

class RunnerSession implements Session {
  constructor(private readonly runner: QueryRunner) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    const result: QueryResult<T> = await this.runner.query(sql, [...parameters], true);
    return { rows: result.records, affected: result.affected ?? 0 };
  }
}

/** Where the connection itself is lost the server rolls back, and the first error says more than the second. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  await runner.rollbackTransaction().catch(() => undefined);
}
