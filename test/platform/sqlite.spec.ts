import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Database } from '../../src/platform/database.js';
import { SqliteConnection } from '../../src/platform/sqlite/sqlite.connection.js';
import { SqliteDataSource } from '../../src/platform/sqlite/sqlite.data-source.js';
import { statementText } from '../../src/platform/sqlite/statement-text.js';
import { sqlite, type TestDatabase } from '../support/databases.js';

const FAILING = new Error('this work fails');

let store: TestDatabase;
let file: string;

beforeEach(async () => {
  store = await sqlite.create();
  file = store.url.replace('sqlite:', '');
});
afterEach(() => store.cleanup());

describe('the data source', () => {
  let dataSource: SqliteDataSource;
  let database: Database;

  beforeEach(async () => {
    file = join(file, '..', 'data', 'latchkey.sqlite');
    dataSource = await new SqliteDataSource({ database: file }).initialize();
    database = new Database(dataSource);
    await database.execute('CREATE TABLE numbers (n integer PRIMARY KEY)');
    await database.execute('INSERT INTO numbers VALUES (0)');
  });
  afterEach(() => dataSource.destroy());

  it('keeps its files from other users of the machine', async () => {
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(join(file, '..'))).toBe('700');
    for (const suffix of ['', '-wal', '-shm']) expect(await mode(file + suffix)).toBe('600');
  });

  it('writes durably, checks foreign keys and trusts no schema', async () => {
    const pragma = (name: string) => dataSource.sqlite.writer.statement(`PRAGMA ${name}`, []);
    const names = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema'];
    const outcomes = await Promise.all(names.map(pragma));
    expect(outcomes.flatMap(({ rows }) => rows)).toEqual([
      { journal_mode: 'wal' },
      { synchronous: 2 },
      { foreign_keys: 1 },
      { trusted_schema: 0 },
    ]);
  });

  it('answers many reads at once, also while a transaction is open', async () => {
    await database.transaction(async () => {
      await database.execute('INSERT INTO numbers VALUES (1)');
      const read = () => database.query('SELECT count(*) AS "count" FROM numbers');
      const outside = await database.outside(() => Promise.all(Array.from({ length: 20 }, read)));
      expect(outside).toEqual(Array.from({ length: 20 }, () => [{ count: 1 }]));
    });
  });

  it('serves the transactions of TypeORM among its own', async () => {
    const own = (n: number) => database.transaction(() => database.execute('INSERT INTO numbers VALUES ($1)', [n]));
    const orm = (n: number) =>
      dataSource.transaction((manager) => manager.query('INSERT INTO numbers VALUES (?)', [n]));
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? own : orm)(n + 1)));
    expect(await database.query('SELECT count(*) AS "count" FROM numbers')).toEqual([{ count: 21 }]);
  });

  it("makes a savepoint of the manager's transaction inside one", async () => {
    await database.transaction(async () => {
      const inner = database.manager.transaction(async (manager) => {
        await manager.query('INSERT INTO numbers VALUES (1)');
        throw FAILING;
      });
      await expect(inner).rejects.toBe(FAILING);
      await database.execute('INSERT INTO numbers VALUES (2)');
    });
    expect(await database.query('SELECT n FROM numbers')).toEqual([{ n: 0 }, { n: 2 }]);
  });

  it('rolls back what a released query runner left open', async () => {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('INSERT INTO numbers VALUES (1)');
    await runner.release();
    expect(await database.query('SELECT n FROM numbers')).toEqual([{ n: 0 }]);
  });

  it('loses no update while other processes write the same file', async () => {
    const script = `
      const sqlite3 = require(${JSON.stringify(createRequire(__filename).resolve('sqlite3'))});
      const database = new sqlite3.Database(process.argv[1]);
      database.configure('busyTimeout', 20000);
      const run = (sql) => new Promise((resolve, reject) => database.all(sql, (e, rows) => (e ? reject(e) : resolve(rows))));
      (async () => {
        for (let turn = 0; turn < 50; turn += 1) {
          await run('BEGIN IMMEDIATE');
          const [{ n }] = await run('SELECT n FROM numbers');
          await run('UPDATE numbers SET n = ' + (n + 1));
          await run('COMMIT');
        }
      })();`;
    const others = [1, 2, 3].map(() => promisify(execFile)(process.execPath, ['-e', script, file]));
    const increment = async () => {
      const [row] = await database.query<{ n: number }>('SELECT n FROM numbers');
      await database.execute('UPDATE numbers SET n = $1', [Number(row?.n) + 1]);
    };
    for (let turn = 0; turn < 50; turn += 1) await database.transaction(increment);
    await Promise.all(others);
    expect(await database.query('SELECT n FROM numbers')).toEqual([{ n: 200 }]);
  });
});

it('can be opened by several at once when the file is new', async () => {
  const opened = await Promise.all([1, 2, 3, 4].map(() => new SqliteDataSource({ database: file }).initialize()));
  expect(opened.every(({ isInitialized }) => isInitialized)).toBe(true);
  await Promise.all(opened.map((dataSource) => dataSource.destroy()));
});

describe('a connection', () => {
  it('refuses to write when it is there to read', async () => {
    const connection = await SqliteConnection.open(file, 100, ['query_only = ON']);
    await expect(connection.run('CREATE TABLE numbers (n integer)')).rejects.toThrow('readonly');
    await connection.close();
  });

  it('stays right when it knows more statements than it keeps prepared', async () => {
    const connection = await SqliteConnection.open(file, 100, []);
    const select = async (n: number) => (await connection.run(`SELECT ${n} + $1 AS sum`, [1])).rows;
    const sums = await Promise.all(Array.from({ length: 500 }, (_, n) => select(n % 250)));
    expect(sums).toEqual(Array.from({ length: 500 }, (_, n) => [{ sum: (n % 250) + 1 }]));
    await connection.close();
  });
});

describe('the text of a statement', () => {
  it.each([
    ['SELECT 1', { reads: true, returnsRows: true, recurs: true }],
    ['  with a AS (SELECT 1) SELECT * FROM a', { reads: true, returnsRows: true }],
    ['WITH a AS (SELECT 1) DELETE FROM b', { reads: false }],
    ['PRAGMA table_info("users")', { reads: true, recurs: false }],
    ['PRAGMA foreign_keys = OFF', { reads: false, recurs: false }],
    ['INSERT INTO a VALUES (1)', { reads: false, returnsRows: false, recurs: true }],
    ['UPDATE a SET b = 1 RETURNING b', { reads: false, returnsRows: true }],
    ['CREATE TABLE a (b text)', { reads: false, recurs: false }],
  ])('tells what %s does', (sql, expected) => expect(statementText(sql)).toMatchObject(expected));

  it('numbers placeholders, but not what is quoted', () => {
    const { sql } = statementText(`SELECT $2, '$1 it''s', "$1" FROM a WHERE b = $10`);
    expect(sql).toBe(`SELECT ?2, '$1 it''s', "$1" FROM a WHERE b = ?10`);
  });
});
