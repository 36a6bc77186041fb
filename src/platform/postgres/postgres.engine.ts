import pg from 'pg';
import type { DataSource, EntityManager, QueryResult, QueryRunner } from 'typeorm';

import type { Engine, Load, Outcome, Session } from '../engine.js';

/** Milliseconds after the server should have given up by itself: it hangs, or nothing comes through to it. */
const SILENCE = 500;

/** A pool of connections; transactions at READ COMMITTED. */
export class PostgresEngine implements Engine {
  readonly dialect = 'postgres';
  readonly session: Session;
  private readonly patience: number;

  constructor(
    private readonly dataSource: DataSource,
    statementTimeout: number,
  ) {
    this.patience = statementTimeout + SILENCE;
    this.session = new PoolSession(dataSource, this.patience);
  }

  get load(): Load {
    const { driver } = this.dataSource;
    const pool: unknown = 'master' in driver ? driver.master : undefined;
    if (!(pool instanceof pg.Pool)) return {};
    return { pool: { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount } };
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const inTime = <R>(step: () => Promise<R>): Promise<R> => answered(runner, this.patience, step);
    try {
      await inTime(() => runner.startTransaction());
      const result = await work(new RunnerSession(runner, this.patience));
      await inTime(() => runner.commitTransaction());
      return result;
    } catch (error) {
      await inTime(() => rollBack(runner)).catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The lock belongs to a transaction that does nothing else: so it is gone with it, whatever stands between us and the server. */
  elect(lock: number, work: () => Promise<void>): Promise<boolean> {
    return this.transaction(async (session) => {
      await session.run('SET LOCAL idle_in_transaction_session_timeout = 0', []);
      const { rows } = await session.run<{ elected: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS elected', [
        lock,
      ]);
      const isElected = rows[0]?.elected === true;
      if (isElected) await work();
      return isElected;
    });
  }
}

class PoolSession implements Session {
  constructor(
    private readonly dataSource: DataSource,
    private readonly patience: number,
  ) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  async run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await new RunnerSession(runner, this.patience).run<T>(sql, parameters);
    } finally {
      await runner.release();
    }
  }
}

class RunnerSession implements Session {
  constructor(
    private readonly runner: QueryRunner,
    private readonly patience: number,
  ) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    const query = (): Promise<QueryResult<T>> => this.runner.query(sql, [...parameters], true);
    const result = await answered(this.runner, this.patience, query);
    return { rows: result.records, affected: result.affected ?? 0 };
  }
}

/**
 * The server's own timeout helps nobody where the server is silent. A connection on which nothing comes back is closed, which fails what waits
 * on it, and never goes back to the pool: a transaction may still be open on it.
 */
async function answered<T>(runner: QueryRunner, patience: number, step: () => Promise<T>): Promise<T> {
  // How long this may take is the pool's to say.
  const connection: { end(): Promise<void> } = await runner.connect();
  const timer = setTimeout(() => void connection.end().catch(() => undefined), patience);
  try {
    return await step();
  } finally {
    clearTimeout(timer);
  }
}

/** Where the connection itself is lost the server rolls back, and the first error says more than the second. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive && !runner.isReleased) await runner.rollbackTransaction();
}
