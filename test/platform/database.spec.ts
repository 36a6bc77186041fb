import { setTimeout as sleep } from 'node:timers/promises';

import type { DataSource } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { isDatabaseUnavailable, isUniqueViolation } from '../../src/platform/database-error.js';
import { Database } from '../../src/platform/database.js';
import { forEachDatabase, type TestDatabase } from '../support/databases.js';

const FAILING = new Error('this work fails');
const fail = () => {
  throw FAILING;
};

forEachDatabase((engine) => {
  let store: TestDatabase;
  let dataSource: DataSource;
  let database: Database;

  const numbers = async () => {
    const rows = await database.query<{ n: number }>('SELECT n FROM numbers ORDER BY n');
    return rows.map((row) => row.n);
  };
  const insert = (n: number) => database.execute('INSERT INTO numbers (n) VALUES ($1)', [n]);

  beforeEach(async () => {
    store = await engine.create();
    dataSource = await createDataSource(store.url).initialize();
    database = new Database(dataSource);
    await database.execute('CREATE TABLE numbers (n bigint PRIMARY KEY, label varchar(20))');
  });
  afterEach(async () => {
    await dataSource.destroy();
    await store.cleanup();
  });

  describe('statements', () => {
    it('bind placeholders by their number, in any order and more than once', async () => {
      const [row] = await database.query('SELECT $2 || $1 || $2 AS "joined", \'$1\' AS "literal"', ['a', 'b']);
      expect(row).toEqual({ joined: 'bab', literal: '$1' });
    });

    it('tell how many rows were written', async () => {
      await Promise.all([1, 2, 3].map(insert));
      expect(await database.execute('UPDATE numbers SET label = $1 WHERE n > $2', ['x', 1])).toBe(2);
      expect(await database.execute('INSERT INTO numbers (n) VALUES (3) ON CONFLICT DO NOTHING')).toBe(0);
      expect(await database.execute('DELETE FROM numbers WHERE n = 1 RETURNING n')).toBe(1);
    });

    it('give back the rows of a write with RETURNING', async () => {
      const rows = await database.query('INSERT INTO numbers (n, label) VALUES ($1, $2) RETURNING n, label', [7, null]);
      expect(rows).toEqual([{ n: 7, label: null }]);
      expect(await numbers()).toEqual([7]);
    });

    it('store and read times as numbers, and undefined as null', async () => {
      const moment = 1_795_305_600_123;
      await database.execute('INSERT INTO numbers (n, label) VALUES ($1, $2)', [moment, undefined]);
      expect(await database.query('SELECT * FROM numbers')).toEqual([{ n: moment, label: null }]);
    });

    it('keep working when the schema changes under them', async () => {
      await insert(1);
      await database.query('SELECT * FROM numbers');
      await database.execute('ALTER TABLE numbers ADD COLUMN extra integer');
      expect(await database.query('SELECT * FROM numbers')).toEqual([{ n: 1, label: null, extra: null }]);
    });

    it('report a conflict as such, raw and through the manager', async () => {
      await insert(1);
      const raw: unknown = await insert(1).catch((error: unknown) => error);
      const managed: unknown = await database.manager
        .query('INSERT INTO numbers (n) VALUES (1)')
        .catch((error: unknown) => error);
      expect([raw, managed].map(isUniqueViolation)).toEqual([true, true]);
      expect([raw, managed].map(isDatabaseUnavailable)).toEqual([false, false]);
    });
  });

  describe('transactions', () => {
    it('commit all or nothing', async () => {
      await database.transaction(async () => {
        await insert(1);
        await insert(2);
      });
      const failed = database.transaction(async () => {
        await insert(3);
        fail();
      });
      await expect(failed).rejects.toBe(FAILING);
      expect(await numbers()).toEqual([1, 2]);
    });

    it('are joined by those that begin inside, and by the manager', async () => {
      const failed = database.transaction(async () => {
        await database.transaction(() => insert(1));
        await database.manager.query('INSERT INTO numbers (n) VALUES (2)');
        expect(await numbers()).toEqual([1, 2]);
        fail();
      });
      await expect(failed).rejects.toBe(FAILING);
      expect(await numbers()).toEqual([]);
    });

    it('lose no update of 50 that run at once, nor keep one of those that fail', async () => {
      await insert(0);
      await database.execute("UPDATE numbers SET label = '0'");
      const increment = async (turn: number) => {
        const [row] = await database.query<{ label: string }>(`SELECT label FROM numbers${database.forUpdate}`);
        await sleep(1);
        await database.execute('UPDATE numbers SET label = $1', [String(Number(row?.label) + 1)]);
        if (turn % 5 === 0) fail();
      };
      const turns = Array.from({ length: 50 }, (_, turn) => database.transaction(() => increment(turn)));
      const settled = await Promise.allSettled(turns);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
      expect(await database.query('SELECT label FROM numbers')).toEqual([{ label: '40' }]);
    });

    it('show nobody what is not committed, and take nobody down with them', async () => {
      let seen: number[] = [];
      const doomed = database.transaction(async () => {
        await insert(1);
        await sleep(50);
        fail();
      });
      const other = (async () => {
        await sleep(20);
        seen = await numbers();
        await insert(2);
      })();
      await expect(doomed).rejects.toBe(FAILING);
      await other;
      expect(seen).toEqual([]);
      expect(await numbers()).toEqual([2]);
    });

    it('let one of 20 racers win a conditional update', async () => {
      await insert(1);
      const race = () => database.execute("UPDATE numbers SET label = 'used' WHERE n = 1 AND label IS NULL");
      const alone = await Promise.all(Array.from({ length: 10 }, race));
      const inside = await Promise.all(Array.from({ length: 10 }, () => database.transaction(race)));
      expect([...alone, ...inside].filter((affected) => affected === 1)).toHaveLength(1);
    });

    it('are doomed by a failed statement, also where its error is caught', async () => {
      await insert(1);
      const swallowed = database.transaction(async () => {
        await insert(2);
        await insert(1).catch(() => undefined);
      });
      expect(await swallowed.catch(isUniqueViolation)).toBe(true);
      expect(await numbers()).toEqual([1]);
    });

    it('wait for statements that their work left running, and refuse those that come later', async () => {
      let late: Promise<unknown> = Promise.resolve();
      const failed = database.transaction(async () => {
        late = (async () => {
          await insert(1);
          await insert(2);
        })();
        await Promise.all([late, Promise.reject(FAILING)]);
      });
      await expect(failed).rejects.toBe(FAILING);
      await expect(late).rejects.toThrow('the transaction is over');
      expect(await numbers()).toEqual([]);
    });

    it('leave out what is asked to stay outside', async () => {
      const failed = database.transaction(async () => {
        expect(await database.outside(() => numbers())).toEqual([]);
        fail();
      });
      await expect(failed).rejects.toBe(FAILING);
    });
  });

  describe('actions after the commit', () => {
    it('run when others see the change and before the caller is answered', async () => {
      const order: string[] = [];
      await database.transaction(async () => {
        await database.transaction(async () => database.afterCommit(() => order.push('action')));
        await insert(1);
        order.push('work');
      });
      order.push('answer');
      expect(order).toEqual(['work', 'action', 'answer']);
    });

    it('are forgotten with a rollback, and run at once outside of a transaction', async () => {
      const order: string[] = [];
      const failed = database.transaction(async () => {
        database.afterCommit(() => order.push('never'));
        fail();
      });
      await expect(failed).rejects.toBe(FAILING);
      database.afterCommit(() => order.push('at once'));
      expect(order).toEqual(['at once']);
    });
  });
});
