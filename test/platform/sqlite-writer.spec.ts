import { setTimeout as sleep } from 'node:timers/promises';

import { isDatabaseUnavailable } from '../../src/platform/database-error.js';
import { SqliteConnection } from '../../src/platform/sqlite/sqlite.connection.js';
import { SqliteWriter } from '../../src/platform/sqlite/sqlite.writer.js';
import { sqlite, type TestDatabase } from '../support/databases.js';

const FAILING = new Error('this work fails');

describe('the writer', () => {
  let store: TestDatabase;
  let writing: SqliteConnection;
  let reading: SqliteConnection;
  let writer: SqliteWriter;

  const insert = (n: number) => async (connection: SqliteConnection) => {
    await connection.run('INSERT INTO numbers VALUES ($1)', [n]);
    return n;
  };
  const numbers = async () => {
    const { rows } = await reading.run<{ n: number }>('SELECT n FROM numbers ORDER BY n');
    return rows.map(({ n }) => n);
  };

  beforeEach(async () => {
    store = await sqlite.create();
    const file = store.url.replace('sqlite:', '');
    writing = await SqliteConnection.open(file, 1000, ['journal_mode = WAL']);
    reading = await SqliteConnection.open(file, 1000, ['query_only = ON']);
    writer = new SqliteWriter(writing, { patience: 200, batchDuration: 10_000 });
    await writing.run('CREATE TABLE numbers (n integer PRIMARY KEY)');
  });
  afterEach(async () => {
    await reading.close();
    await writer.close();
    await store.cleanup();
  });

  it('commits together what waits together, and acknowledges nothing before that', async () => {
    const order: string[] = [];
    const first = writer.transaction(insert(1)).then(() => order.push('first acknowledged'));
    const second = writer.transaction(async (connection) => {
      await insert(2)(connection);
      await sleep(5);
      order.push(`second works, others see ${(await numbers()).length}`);
    });
    await Promise.all([first, second]);
    expect(order).toEqual(['second works, others see 0', 'first acknowledged']);
    expect(await numbers()).toEqual([1, 2]);
  });

  it.each([0, 1, 2])('undoes only the work that throws, be it number %d of its batch', async (failing) => {
    const work = (n: number) => async (connection: SqliteConnection) => {
      await insert(n)(connection);
      if (n === failing) throw FAILING;
    };
    const settled = await Promise.allSettled([0, 1, 2].map((n) => writer.transaction(work(n))));
    expect(settled.map(({ status }) => status === 'rejected')).toEqual([0, 1, 2].map((n) => n === failing));
    expect(await numbers()).toEqual([0, 1, 2].filter((n) => n !== failing));
  });

  it('lets single statements share the batch, and fail alone', async () => {
    const statement = (n: number) => writer.statement('INSERT INTO numbers VALUES ($1)', [n]);
    const settled = await Promise.allSettled([statement(1), writer.transaction(insert(2)), statement(2), statement(3)]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await numbers()).toEqual([1, 2, 3]);
  });

  it('rejects the whole batch when SQLite gives it up, and goes on with the next', async () => {
    await writing.run('CREATE TABLE blobs (content blob)');
    await writing.run('PRAGMA max_page_count = 20');
    const swallow = async (connection: SqliteConnection) => {
      await connection.run('INSERT INTO blobs VALUES (zeroblob(1000000))').catch(() => undefined);
    };
    const batch = [writer.transaction(insert(1)), writer.transaction(swallow), writer.transaction(insert(2))];
    const settled = await Promise.allSettled(batch);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(await numbers()).toEqual([2]);
    expect(settled.slice(0, 2).map((each) => isDatabaseUnavailable('reason' in each && each.reason))).toEqual([
      true,
      true,
    ]);
  });

  it('rejects the whole batch when the commit fails', async () => {
    await writing.run('PRAGMA foreign_keys = ON');
    await writing.run('CREATE TABLE children (n integer REFERENCES numbers (n) DEFERRABLE INITIALLY DEFERRED)');
    const orphan = (connection: SqliteConnection) => connection.run('INSERT INTO children VALUES (9)');
    const settled = await Promise.allSettled([writer.transaction(insert(1)), writer.transaction(orphan)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await writer.transaction(insert(2));
    expect(await numbers()).toEqual([2]);
  });

  it('gives up on a turn that does not come, as when a transaction waits for itself', async () => {
    const self = writer.transaction(() => writer.statement('INSERT INTO numbers VALUES (1)', []));
    await expect(self).rejects.toThrow('no turn to write within 200 ms');
    await writer.transaction(insert(2));
    expect(await numbers()).toEqual([2]);
  });

  it('gives the connection to one at a time', async () => {
    const hold = await writer.hold();
    const waiting = writer.transaction(insert(1));
    await sleep(10);
    expect(await numbers()).toEqual([]);
    hold.release();
    await waiting;
    expect(await numbers()).toEqual([1]);
  });
});
