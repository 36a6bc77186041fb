import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

/** Any number will do that nothing else locks in this database. */
const LOCK = 4_270_119;

/**
 * Brings the schema up to date, in one transaction. Processes that start together wait for the first and then find nothing
 * left to do: SQLite's transaction excludes other writers, PostgreSQL needs an advisory lock.
 */
export async function runMigrations(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.beforeMigration();
    await runner.startTransaction();
    await lockMigrations(dataSource, runner);
    await new MigrationExecutor(dataSource, runner).executePendingMigrations();
    await runner.commitTransaction();
    await runner.afterMigration();
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

async function lockMigrations(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  if (dataSource.options.type !== 'postgres') return;
  // The wait for another process, and a change of a large table, may take longer than a request's statement.
  await runner.query('SET LOCAL statement_timeout = 0');
  await runner.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}
