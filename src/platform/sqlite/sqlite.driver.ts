import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { DataSource } from 'typeorm';
import { AbstractSqliteDriver } from 'typeorm/driver/sqlite-abstract/AbstractSqliteDriver.js';

import { SqliteConnection, type SqliteOutcome } from './sqlite.connection.js';
import { SqliteError } from './sqlite.error.js';
import { SqliteQueryRunner } from './sqlite.query-runner.js';
import { SqliteReaders } from './sqlite.readers.js';
import { SqliteWriter } from './sqlite.writer.js';
import { statementText } from './statement-text.js';

/** Milliseconds to wait for a lock: of another process, or a turn in our own queue. */
const PATIENCE = 5_000;
const BATCH_DURATION = 10;
const READERS = 4;
const OPENING = { attempts: 50, pause: 20 };
const EVERYONE = ['foreign_keys = ON', 'trusted_schema = OFF'];
/**
 * FULL: what was acknowledged survives a loss of power (https://sqlite.org/pragma.html#pragma_synchronous). What is deleted is
 * overwritten, or a removed person would live on in the file's free pages.
 */
const WRITER = ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', ...EVERYONE];
const READER = ['query_only = ON', ...EVERYONE];

/** TypeORM's SQLite dialect over the `sqlite3` package, with one connection that writes and some that read. */
export class SqliteDriver extends AbstractSqliteDriver {
  private opened?: { readonly writer: SqliteWriter; readonly readers: SqliteReaders };

  constructor(
    dataSource: DataSource,
    private readonly file: string,
  ) {
    super(dataSource);
    this.database = file;
  }

  get writer(): SqliteWriter {
    return this.connected().writer;
  }

  override async connect(): Promise<void> {
    await createPrivately(this.file);
    const writing = await patiently(() => SqliteConnection.open(this.file, PATIENCE, WRITER));
    const reading = Array.from({ length: READERS }, () => SqliteConnection.open(this.file, PATIENCE, READER));
    this.opened = {
      writer: new SqliteWriter(writing, { patience: PATIENCE, batchDuration: BATCH_DURATION }),
      readers: new SqliteReaders(await Promise.all(reading)),
    };
  }

  override async disconnect(): Promise<void> {
    const { writer, readers } = this.connected();
    this.opened = undefined;
    await readers.close();
    // The writer goes last: the connection that closes last brings the log into the file and removes it.
    await writer.close();
  }

  override createQueryRunner(): SqliteQueryRunner {
    return new SqliteQueryRunner(this);
  }

  /** A statement outside of any transaction. */
  run<T>(sql: string, parameters: readonly unknown[]): Promise<SqliteOutcome<T>> {
    const { writer, readers } = this.connected();
    return statementText(sql).reads ? readers.run<T>(sql, parameters) : writer.statement<T>(sql, parameters);
  }

  protected override createDatabaseConnection(): Promise<never> {
    return Promise.reject(new Error('connections are opened by connect()'));
  }

  protected override loadDependencies(): void {
    // `sqlite3` is imported where it is used.
  }

  private connected() {
    if (!this.opened) throw new Error('the database is not connected');
    return this.opened;
  }
}

/** SQLite gives its log and its shared memory the mode of the file that is already there. */
async function createPrivately(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const created = await open(file, 'a', 0o600);
  await created.close();
}

/** Processes that open a new file together meet at its switch to WAL, where SQLite reports the lock instead of waiting. */
async function patiently<T>(attempt: () => Promise<T>, attempts = OPENING.attempts): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (attempts <= 1 || !(error instanceof SqliteError && error.code === 'SQLITE_BUSY')) throw error;
    await pause(OPENING.pause);
    return patiently(attempt, attempts - 1);
  }
}
