import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database with everything in it; to be called once nobody is connected any more. */
  readonly cleanup: () => Promise<void>;
}

export interface TestEngine {
  readonly name: 'sqlite' | 'postgres';
  /** A new and empty database, shared with no other suite. */
  readonly create: () => Promise<TestDatabase>;
}

/** The server to make databases on; when it is set, every suite that uses `testDatabaseUrl` runs on PostgreSQL. */
const postgresUrl = process.env['TEST_POSTGRES_URL'];

export const sqlite: TestEngine = {
  name: 'sqlite',
  async create() {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-'));
    return { url: `sqlite:${join(folder, 'test.sqlite')}`, cleanup: () => rm(folder, { recursive: true }) };
  },
};

const postgres = (serverUrl: string): TestEngine => ({
  name: 'postgres',
  async create() {
    const name = `latchkey_test_${randomBytes(8).toString('hex')}`;
    await administer(serverUrl, `CREATE DATABASE "${name}"`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return { url: url.href, cleanup: () => administer(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`) };
  },
});

const engines = postgresUrl ? [sqlite, postgres(postgresUrl)] : [sqlite];

/** A new and empty database of the engine that this run is about. */
export function testDatabaseUrl(): Promise<TestDatabase> {
  return (postgresUrl ? postgres(postgresUrl) : sqlite).create();
}

/** Describes the same on every engine at hand: for what must behave alike on both. */
export function forEachDatabase(describeOn: (engine: TestEngine) => void): void {
  for (const engine of engines) describe(`on ${engine.name}`, () => describeOn(engine));
}

async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
