import type { DataSource, QueryRunner } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { Database } from '../../src/platform/database.js';
import { runMigrations } from '../../src/platform/migrations/run-migrations.js';
import { forEachDatabase, type TestDatabase } from '../support/databases.js';

forEachDatabase((engine) => {
  let store: TestDatabase;
  let dataSource: DataSource;

  /** What TypeORM would change to make the schema what the entities say. */
  const drift = async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  };
  const tables = async () => {
    const catalogue =
      engine.name === 'sqlite'
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'";
    const rows = await new Database(dataSource).query<{ name: string }>(catalogue);
    return rows.map(({ name }) => name);
  };
  const instance = { id: 'i', name: 'demo', title: 'Demo', settings: {}, status: 'active', createdAt: 1, updatedAt: 1 };

  beforeEach(async () => {
    store = await engine.create();
    dataSource = await createDataSource(store.url).initialize();
  });
  afterEach(async () => {
    await dataSource.destroy();
    await store.cleanup();
  });

  it('make exactly the schema that the entities describe', async () => {
    await runMigrations(dataSource);
    expect(await drift()).toEqual([]);
    for (const { tableName } of dataSource.entityMetadatas) expect(await tables()).toContain(tableName);
  });

  it('are undone without a trace, and can be run again', async () => {
    await runMigrations(dataSource);
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(['migrations']);
    await runMigrations(dataSource);
    expect(await drift()).toEqual([]);
  });

  it('keep what is there when they run a second time', async () => {
    await runMigrations(dataSource);
    await dataSource.manager.insert('instances', instance);
    await runMigrations(dataSource);
    expect(await dataSource.manager.count('instances')).toBe(1);
  });

  it('bring a store of before organizations up to date, with all that is in it', async () => {
    await runMigrations(dataSource);
    for (const _ of dataSource.migrations.slice(1)) await dataSource.undoLastMigration();
    const database = new Database(dataSource);
    await dataSource.manager.insert('instances', instance);
    await database.execute(
      `INSERT INTO apps (id, instance_id, name, title, vendor, description, first_party, status, scopes, created_at, updated_at)
       VALUES ('a', 'i', 'app', 'App', '', '{}', $1, 'active', '[]', 1, 1)`,
      [true],
    );
    const client = {
      ...{
        id: 'c',
        instanceId: 'i',
        appId: 'a',
        name: '',
        isPublic: true,
        authenticationMethod: 'none',
        grantTypes: [],
      },
      ...{
        redirectUris: [],
        postLogoutRedirectUris: [],
        requirePkce: true,
        idTokenAlgorithm: 'RS256',
        status: 'active',
      },
      ...{ createdAt: 1, updatedAt: 1 },
    };
    await database.execute(
      `INSERT INTO clients (id, instance_id, app_id, name, is_public, authentication_method, grant_types, redirect_uris,
                            post_logout_redirect_uris, require_pkce, id_token_algorithm, status, created_at, updated_at)
       VALUES ('c', 'i', 'a', '', $1, 'none', '[]', '[]', '[]', $1, 'RS256', 'active', 1, 1)`,
      [true],
    );
    await database.execute(
      `INSERT INTO token_families (id, instance_id, grant_id, client_id, scope, resources, created_at, expires_at)
       VALUES ('f', 'i', 'g', 'c', 'openid', '[]', 1, 2)`,
    );
    await runMigrations(dataSource);
    expect(await drift()).toEqual([]);
    expect(await dataSource.manager.findOneBy('apps', { id: 'a' })).toMatchObject({
      ...{ name: 'app', firstParty: true, kind: 'public', vendorOrganizationId: null, sealedWebhookSecret: null },
    });
    expect(await dataSource.manager.findOneBy('clients', { id: 'c' })).toEqual({
      ...client,
      ...{ jwks: null, jwksUri: null },
    });
    expect(await dataSource.manager.findOneBy('token_families', { id: 'f' })).toMatchObject({
      ...{ scope: 'openid', bearerType: 'person', bearerId: null, actorId: null },
    });
  });

  it('T309 only add to what the release before knows, after the first one: both run side by side', async () => {
    const runner = dataSource.createQueryRunner();
    const [first, ...later] = dataSource.migrations;
    await first?.up(runner);
    for (const migration of later) {
      const statements = await statementsOf(runner, (recording) => migration.up(recording));
      expect([migration.name, contractions(statements)]).toEqual([migration.name, []]);
    }
    await runner.release();
  });

  it('run once when several processes start together', async () => {
    const others = await Promise.all([1, 2, 3].map(() => createDataSource(store.url).initialize()));
    try {
      await Promise.all([dataSource, ...others].map(runMigrations));
    } finally {
      await Promise.all(others.map((other) => other.destroy()));
    }
    expect(await dataSource.query('SELECT name FROM migrations')).toHaveLength(dataSource.migrations.length);
  });

  it('leave nothing behind when one of them fails, and foreign keys in force', async () => {
    const database = new Database(dataSource);
    // In the way of the last table but one.
    await database.execute('CREATE TABLE audit_events (id integer)');
    await expect(runMigrations(dataSource)).rejects.toThrow('audit_events');
    expect(await tables()).toEqual(['audit_events']);
    await database.execute('DROP TABLE audit_events');
    await runMigrations(dataSource);
    const orphan = {
      ...instance,
      instanceId: 'nowhere',
      algorithm: 'ES256',
      publicJwk: {},
      sealedPrivateKey: '',
      activatesAt: 1,
    };
    await expect(dataSource.manager.insert('signing_keys', orphan)).rejects.toThrow(/foreign key/i);
  });

  it('let an entity go through the manager and come back the same', async () => {
    await runMigrations(dataSource);
    await dataSource.manager.insert('instances', { ...instance, settings: { locale: 'de' } });
    const found = await dataSource.manager.findOneBy('instances', { name: 'demo' });
    expect(found).toEqual({ ...instance, settings: { locale: 'de' } });
  });

  it('number revocations in ascending order and never anew', async () => {
    await runMigrations(dataSource);
    const revocation = {
      instanceId: 'i',
      anchorType: 'user',
      anchorId: 'u',
      notBefore: 1,
      reason: 'test',
      createdAt: 1,
    };
    const append = async () => (await dataSource.manager.insert('revocations', { ...revocation })).generatedMaps[0];
    expect(await append()).toEqual({ sequence: 1 });
    await dataSource.manager.deleteAll('revocations');
    expect(await append()).toEqual({ sequence: 2 });
  });
});

/** What a migration has done to the schema, in SQL. */
async function statementsOf(runner: QueryRunner, work: (runner: QueryRunner) => Promise<void>): Promise<string[]> {
  const statements: string[] = [];
  const recording = new Proxy(runner, {
    get: (target, name, receiver) => {
      if (name !== 'query') return Reflect.get(target, name, receiver) as unknown;
      return (sql: string, ...rest: []) => {
        statements.push(sql.replace(/\s+/g, ' ').trim());
        return target.query(sql, ...rest);
      };
    },
  });
  await work(recording);
  return statements;
}

const READS = /^(?:SELECT|PRAGMA)\b/i;
const NEW_TABLE = /^CREATE TABLE "(\w+)"/;
const NEW_COLUMN = /^ALTER TABLE "\w+" ADD COLUMN "\w+" [\w()]+(?: NOT NULL DEFAULT '[^']*')?$/;
const NEW_INDEX = /^CREATE INDEX "\w+" ON "\w+"/;
const NEW_ROW = /^INSERT INTO "?\w+"?/;
const UNIQUE = /^CREATE UNIQUE INDEX "(\w+)" ON "(\w+)"/;
const CONSTRAINT = /^ALTER TABLE "(\w+)" ADD CONSTRAINT/;

/** From before the first release, in which no column was filled that it is about. */
const ALLOWED: ReadonlySet<string> = new Set(['ux_resource_servers_app_id']);

/** The statements that could break a release which does not know of them. */
function contractions(statements: readonly string[]): string[] {
  const made = new Set(statements.map((sql) => NEW_TABLE.exec(sql)?.[1]));
  const onNew = (sql: string): boolean => {
    const [, name = '', table] = UNIQUE.exec(sql) ?? [];
    return ALLOWED.has(name) || made.has(table ?? CONSTRAINT.exec(sql)?.[1] ?? '');
  };
  const adds = (sql: string): boolean =>
    [READS, NEW_TABLE, NEW_COLUMN, NEW_INDEX, NEW_ROW].some((pattern) => pattern.test(sql)) || onNew(sql);
  return statements.filter((sql) => !adds(sql));
}
