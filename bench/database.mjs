import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A new and empty database: a SQLite file in a folder of its own, or one on the PostgreSQL server that is named. */
export const createDatabase = (serverUrl) => (serverUrl === undefined ? sqlite() : postgres(serverUrl));

const sqlite = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { engine: 'sqlite', url: `sqlite:${join(folder, 'bench.sqlite')}`, remove };
};

const postgres = async (serverUrl) => {
  const name = `latchkey_bench_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const remove = () => administer(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
  return { engine: 'postgres', url: url.href, remove };
};

const administer = async (serverUrl, sql) => {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};
