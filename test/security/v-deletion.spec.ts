import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Pruning } from '../../src/operations/index.js';
import { Database, Settings, standaloneSettings } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { sqlite } from '../support/databases.js';
import { databaseFiles, everythingStored, tablesWith } from '../support/everything-stored.js';
import { type TestApp, TestServer } from '../support/server.js';

const day = 24 * 3_600_000;
const BROWSER = 'Mozilla/5.0 (Canary; rv:1.0) Quillwort/77.7';

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
});
afterAll(() => server.stop());

/** A person with a past: sessions, a consent, tokens, a profile, failures. */
async function livePerson(at: TestServer, client: TestApp, email: string) {
  const user = await at.createUser({ email, name: 'Quentin Quillwort' });
  const browser = at.visitor();
  const headers = { 'user-agent': BROWSER };
  const page = await browser.get('/demo/sign-in', { headers });
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1];
  const form = { csrf, identifier: email, password: user.password };
  expect((await browser.post('/demo/sign-in', { form, headers })).status).toBe(303);
  await at.signIn(at.visitor(), email, 'not the password');
  const profile = { json: { locale: 'de', zoneinfo: 'Pacific/Chatham' }, headers: { origin: at.origin } };
  expect((await browser.request('PATCH', '/demo/api/users/me', profile)).status).toBe(200);
  const tokens = await at.tokens(user, client, { scope: 'openid email offline_access', prompt: 'consent' });
  expect((await at.refresh(client, tokens.refresh_token)).status).toBe(200);
  return { user, browser, tokens };
}

describe('a person who is removed', () => {
  it('T329 leaves the id in the audit record, and nothing that says who it was or opens anything', async () => {
    const { user, browser, tokens } = await livePerson(server, app, 'Quentin@quillwort.example');
    const before = await everythingStored(server.app);
    const personal = [user.email, user.email.toLowerCase(), user.name, BROWSER, 'Pacific/Chatham'];
    for (const text of personal) expect(tablesWith(before, text)).not.toEqual([]);
    await server.app.get(Users).remove({ instanceId: server.instance.id, userId: user.id });

    const after = await everythingStored(server.app);
    for (const text of personal) expect([text, tablesWith(after, text)]).toEqual([text, []]);
    expect(tablesWith(after, browser.address)).toEqual(['audit_events']);
    // docs/security.md: what was issued is on record, by id, until it has expired.
    expect(tablesWith(after, user.id).sort()).toEqual(['audit_events', 'revocations', 'tokens']);
    expect((await browser.get('/demo/api/users/me')).status).toBe(401);
    expect((await server.userinfo(tokens.access_token)).status).toBe(401);
    expect((await server.refresh(app, tokens.refresh_token)).status).toBe(400);
    expect((await server.signIn(server.visitor(), user.email)).status).toBe(401);

    server.clock.advance(400 * day);
    await server.app.get(Pruning).prune();
    const later = tablesWith(await everythingStored(server.app), user.id).filter((name) => name !== 'revocations');
    expect(later).toEqual(['audit_events']);
  });

  it('T329 can come back with the same address, as somebody new', async () => {
    const { user } = await livePerson(server, app, 'again@quillwort.example');
    await server.app.get(Users).remove({ instanceId: server.instance.id, userId: user.id });
    const second = await server.createUser({ email: user.email });
    expect(second.id).not.toBe(user.id);
    expect((await server.signIn(server.visitor(), second.email)).status).toBe(303);
  });
});

describe('the files', () => {
  it('T328 T329 are for their owner only, and keep nothing of who was removed', async () => {
    const database = await sqlite.create();
    const own = await TestServer.start({ environment: { DATABASE_URL: database.url } });
    const file = own.app.get(Settings).databaseUrl.slice('sqlite:'.length);
    const { user } = await livePerson(own, await own.createApp(), 'files@quillwort.example');
    const names = (await readdir(dirname(file))).filter((name) => name.startsWith('test.sqlite'));
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const name of names) {
      const { mode, uid } = await stat(join(dirname(file), name));
      expect([name, mode & 0o777, uid]).toEqual([name, 0o600, process.getuid?.()]);
    }
    const contents = async (): Promise<string> =>
      [...(await databaseFiles(own.app)).values()].map((content) => content.toString('latin1')).join('');
    expect(await contents()).toContain(user.email);
    await own.app.get(Users).remove({ instanceId: own.instance.id, userId: user.id });
    await own.app.close();
    // The log is brought in and gone; what was deleted has been overwritten.
    const left = await contents();
    expect(left).toContain(user.id);
    for (const text of [user.email, user.name, BROWSER, '$argon2id$'])
      expect([text, left.includes(text)]).toEqual([text, false]);
    await database.cleanup();
  });

  it('T328 with the generated master secret is for its owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-secret-'));
    const before = process.cwd();
    process.chdir(folder);
    try {
      const settings = standaloneSettings({});
      const { mode } = await stat(join(folder, 'data/secret'));
      expect([settings.secret.length, mode & 0o777]).toEqual([43, 0o600]);
      expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
      expect(standaloneSettings({}).secret).toBe(settings.secret);
    } finally {
      process.chdir(before);
      await rm(folder, { recursive: true });
    }
  });
});

describe('what has expired', () => {
  const counted = ['authorization_requests', 'authorization_codes', 'token_families', 'tokens', 'sessions'];
  const countOf = async (table: string): Promise<number> => {
    const [row] = await server.app.get(Database).query<{ count: number }>(`SELECT COUNT(*) AS "count" FROM ${table}`);
    return Number(row?.count);
  };
  const counts = (): Promise<number[]> => Promise.all(counted.map(countOf));

  it('is removed a day later, and nothing before', async () => {
    const { user, tokens, browser } = await livePerson(server, app, 'pruned@quillwort.example');
    await server.visitor().open(server.authorizePath(app));
    await server.app.get(Pruning).prune();
    const full = await counts();
    expect(full.every((count) => count > 0)).toBe(true);
    expect(await server.app.get(Pruning).prune()).toBe(0);
    // Requests, codes and access tokens are gone two days later; the family with its spent token and the session are not.
    server.clock.advance(2 * day);
    expect(await server.app.get(Pruning).prune()).toBeGreaterThan(0);
    const [requests, codes, families, , sessions] = await counts();
    expect([requests, codes]).toEqual([0, 0]);
    expect([families, sessions]).toEqual([full[2], full[4]]);
    // A spent refresh token is still known for what it is: its family dies of it (RFC 9700 §4.14.2).
    const replayed = await server.refresh(app, tokens.refresh_token);
    expect([replayed.status, replayed.json['error']]).toEqual([400, 'invalid_grant']);
    const events = await server.app
      .get(Database)
      .query<{ type: string }>("SELECT type FROM audit_events WHERE type = 'token.replayed'");
    expect(events).toHaveLength(1);
    server.clock.advance(400 * day);
    await server.app.get(Pruning).prune();
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
    expect((await browser.get('/demo/api/sessions')).status).toBe(401);
    expect((await server.signIn(browser, user.email)).status).toBe(303);
  });
});
