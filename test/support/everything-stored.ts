import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Database, Settings } from '../../src/platform/index.js';

/** Every row of every table as text, by the table's name: what a stolen copy of the database would show. */
export async function everythingStored(app: INestApplicationContext): Promise<ReadonlyMap<string, string>> {
  const database = app.get(Database);
  const tables = await database.query<{ name: string }>(
    database.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const dump = new Map<string, string>();
  for (const { name } of tables) dump.set(name, JSON.stringify(await database.query(`SELECT * FROM "${name}"`)));
  return dump;
}

/** The names of the tables in which a text stands. */
export function tablesWith(dump: ReadonlyMap<string, string>, text: string): string[] {
  return [...dump].filter(([, rows]) => rows.includes(text)).map(([name]) => name);
}

/** The files of an SQLite database, those that are there, byte for byte. */
export async function databaseFiles(app: INestApplicationContext): Promise<ReadonlyMap<string, Buffer>> {
  const file = app.get(Settings).databaseUrl.replace(/^sqlite:/, '');
  const names = [file, `${file}-wal`, `${file}-shm`, `${file}-journal`];
  const contents = await Promise.all(names.map((name) => readFile(name).catch(() => undefined)));
  return new Map(names.flatMap((name, index) => (contents[index] ? [[name, contents[index]] as const] : [])));
}
