import type { DataSource, EntityMetadata } from 'typeorm';
import { Database } from '../database.js';

/** How many rows there are of each table. */
export type TableCounts = Readonly<Record<string, number>>;

interface Both {
  readonly from: Database;
  readonly to: Database;
}

/** Rows at a time, and values: SQLite takes 32,766 in a statement, PostgreSQL 65,535. */
const BATCH = 500;
const VALUES = 10_000;
/** Milliseconds of one statement: nobody waits behind it. */
const PATIENCE = 600_000;

/** They have a row from their migration on; the source's says more. */
const FILLED_BY_MIGRATIONS: ReadonlySet<string> = new Set(['webhook_cursors']);

type Row = Readonly<Record<string, unknown>>;

/**
 * Carries every row into an empty database of the same schema: all of them or none. Nobody writes to an SQLite file meanwhile; of a
 * PostgreSQL database it takes what was there at one moment.
 *
 * @throws Error where the schemas are not those of this release, or the target holds something.
 */
export async function moveDatabase(source: DataSource, target: DataSource): Promise<TableCounts> {
  for (const each of [source, target]) await assertMigrated(each, each === source ? 'source' : 'target');
  const both = { from: new Database(source, PATIENCE), to: new Database(target, PATIENCE) };
  return both.from.transaction(async () => {
    await hold(both.from);
    return both.to.transaction(async () => {
      await hold(both.to);
      return moveTables(both, inOrder(target.entityMetadatas));
    });
  });
}

async function moveTables(both: Both, tables: readonly EntityMetadata[]): Promise<TableCounts> {
  for (const { tableName } of tables) await clear(both.to, tableName);
  const counts = new Map<string, number>();
  for (const table of tables) counts.set(table.tableName, await moveTable(both, table));
  return Object.fromEntries(counts);
}

async function assertMigrated(source: DataSource, which: string): Promise<void> {
  const isBehind = await source.showMigrations();
  if (isBehind)
    throw new Error(`the ${which} has not the schema of this release: run \`latchkey migrate\` on it first`);
}

async function clear(database: Database, table: string): Promise<void> {
  if (FILLED_BY_MIGRATIONS.has(table)) await database.execute(`DELETE FROM ${quoted(table)}`);
  if ((await countOf(database, table)) > 0) throw new Error(`the target is not empty: there are rows in ${table}`);
}

/** To be called first in a transaction: one moment for all that is read, and as long as it takes. */
async function hold(database: Database): Promise<void> {
  if (database.dialect === 'sqlite') return;
  await database.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await database.execute('SET LOCAL statement_timeout = 0');
  await database.execute('SET LOCAL idle_in_transaction_session_timeout = 0');
}

/** What is referred to before what refers to it. */
function inOrder(tables: readonly EntityMetadata[]): readonly EntityMetadata[] {
  const ordered = new Set<EntityMetadata>();
  const add = (table: EntityMetadata): void => {
    for (const { referencedEntityMetadata } of table.foreignKeys)
      if (!ordered.has(referencedEntityMetadata)) add(referencedEntityMetadata);
    ordered.add(table);
  };
  tables.forEach(add);
  return [...ordered];
}

async function moveTable(both: Both, table: EntityMetadata): Promise<number> {
  const size = Math.min(BATCH, Math.floor(VALUES / table.columns.length));
  let last: Row | undefined;
  do {
    const rows: Row[] = await readAfter(both.from, { table, last, size });
    if (rows.length > 0) await write(both.to, table, rows);
    last = rows.length === size ? rows.at(-1) : undefined;
  } while (last);
  await continueNumbers(both, table);
  const [read, written] = [await countOf(both.from, table.tableName), await countOf(both.to, table.tableName)];
  if (read !== written) throw new Error(`${written} of ${read} rows of ${table.tableName} arrived`);
  return written;
}

interface Page {
  readonly table: EntityMetadata;
  readonly last: Row | undefined;
  readonly size: number;
}

function readAfter(database: Database, { table, last, size }: Page): Promise<Row[]> {
  const keys = table.primaryColumns.map(({ databaseName }) => databaseName);
  const key = keys.map(quoted).join(', ');
  const after = last ? `WHERE (${key}) > (${keys.map((_, index) => `$${index + 1}`).join(', ')})` : '';
  return database.query<Row>(
    `SELECT ${columnsOf(table)} FROM ${quoted(table.tableName)} ${after} ORDER BY ${key} LIMIT ${size}`,
    last ? keys.map((name) => last[name]) : [],
  );
}

async function write(database: Database, table: EntityMetadata, rows: readonly Row[]): Promise<void> {
  const { columns } = table;
  const places = rows.map(
    (_, row) => `(${columns.map((_column, index) => `$${row * columns.length + index + 1}`).join(', ')})`,
  );
  const values = rows.flatMap((row) => columns.map(({ databaseName, type }) => valueOf(row[databaseName], type)));
  await database.execute(
    `INSERT INTO ${quoted(table.tableName)} (${columnsOf(table)}) VALUES ${places.join(', ')}`,
    values,
  );
}

/** SQLite keeps a boolean as a number. */
function valueOf(value: unknown, type: EntityMetadata['columns'][number]['type']): unknown {
  const isBoolean = type === Boolean || type === 'boolean';
  return isBoolean && value !== null ? Boolean(value) : value;
}

/** A number that was given once is never given again, also where its row is gone: others remember how far they have read. */
async function continueNumbers({ from, to }: Both, table: EntityMetadata): Promise<void> {
  const column = table.generatedColumns.find(({ generationStrategy }) => generationStrategy === 'increment');
  if (!column) return;
  const last = await lastNumber(from, table.tableName, column.databaseName);
  if (last > 0) await setLastNumber(to, { table: table.tableName, column: column.databaseName, last });
}

async function lastNumber(database: Database, table: string, column: string): Promise<number> {
  const [row] =
    database.dialect === 'sqlite'
      ? await database.query<{ last: number }>('SELECT seq AS last FROM sqlite_sequence WHERE name = $1', [table])
      : await database.query<{ last: number | null }>(
          'SELECT pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass) AS last',
          [table, column],
        );
  return Number(row?.last ?? 0);
}

interface LastNumber {
  readonly table: string;
  readonly column: string;
  readonly last: number;
}

async function setLastNumber(database: Database, { table, column, last }: LastNumber): Promise<void> {
  if (database.dialect === 'postgres') {
    await database.query('SELECT setval(pg_get_serial_sequence($1, $2)::regclass, $3)', [table, column, last]);
    return;
  }
  await database.execute('DELETE FROM sqlite_sequence WHERE name = $1', [table]);
  await database.execute('INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)', [table, last]);
}

async function countOf(database: Database, table: string): Promise<number> {
  const [row] = await database.query<{ rows: number }>(`SELECT COUNT(*) AS "rows" FROM ${quoted(table)}`);
  return Number(row?.rows ?? 0);
}

function columnsOf({ columns }: EntityMetadata): string {
  return columns.map(({ databaseName }) => quoted(databaseName)).join(', ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
