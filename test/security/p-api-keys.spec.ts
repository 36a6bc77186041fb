import { setTimeout } from 'node:timers/promises';
import { API_KEY_BYTES, apiKeyOf } from '../../src/core/api-key.js';
import { sha256 } from '../../src/core/secret-format.js';
import { Database } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { ApiKeyTests, KEYS, ME, type TestKey, within } from '../support/api-keys.js';
import { AppTests } from '../support/apps.js';
import { everythingStored } from '../support/everything-stored.js';
import { outcomeOf, type Person, type TestOrganization } from '../support/organizations.js';
import { sendRaw } from '../support/raw-http.js';
import { TestServer } from '../support/server.js';

/** Milliseconds in which a change is in force on every replica. */
const BOUND = 1_000;

let server: TestServer;
let other: TestServer;
let keys: ApiKeyTests;
let ada: Person;
let organization: TestOrganization;

beforeAll(async () => {
  server = await TestServer.start();
  other = await server.replica();
  keys = new ApiKeyTests(server);
  ada = await keys.person();
  organization = await keys.organizations.organization();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
let requests = 0;
/** Each from an address of its own, so that what is refused on purpose counts as nobody's guessing. */
const statusAt = async (at: TestServer, key: string, path = ME): Promise<number> => {
  requests += 1;
  const address = `198.18.${Math.floor(requests / 250)}.${(requests % 250) + 1}`;
  return (await at.send('GET', path, { headers: { ...bearer(key), 'x-forwarded-for': address } })).status;
};
/** Refused on both replicas, the first at once. */
async function expectRefused(key: string, path = ME): Promise<void> {
  expect(await statusAt(server, key, path)).toBe(401);
  expect(await within(BOUND, async () => (await statusAt(other, key, path)) === 401)).toBe(true);
}
async function warm(key: string, path = ME): Promise<void> {
  expect([await statusAt(server, key, path), await statusAt(other, key, path)]).toEqual([200, 200]);
}
const withoutRequestId = (text: string): string => text.replace(/"requestId":"[^"]*"/, '');

describe('what looks like a key', () => {
  it('T245 is refused alike, whatever is wrong with it', async () => {
    const { key } = await keys.key(ada);
    expect((await keys.use(key)).status).toBe(200);
    const digits = key.slice(3);
    const wrong = [
      ...[key.slice(0, -1), `${key}0`, `sk_${digits.toUpperCase()}F`, `sk_${digits.slice(1)}g`, ` sk_ ${digits}`],
      ...[`${key} x`, `SK_${digits}`, `pk_${digits}`, 'sk_', digits, key.replace('_', '-')],
    ];
    const bodies = new Set<string>();
    for (const text of wrong) {
      const { status, text: body } = await keys.use(text);
      expect([text, status]).toEqual([text, 401]);
      bodies.add(withoutRequestId(body));
    }
    expect(bodies.size).toBe(1);
    const checked = [`sk_${'0'.repeat(64)}`, apiKeyOf(new Uint8Array(API_KEY_BYTES).fill(7))];
    const refusals = await Promise.all(checked.map((text) => keys.use(text)));
    expect(new Set(refusals.map(({ text }) => withoutRequestId(text))).size).toBe(1);
    for (const { status, headers } of refusals) {
      expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('invalid_token')]);
    }
    const huge = await sendRaw(server.origin, {
      method: 'GET',
      path: ME,
      headers: bearer(`sk_${'0'.repeat(1_000_000)}`),
    });
    expect([400, 401, 431]).toContain(huge.status);
  });

  it('T138 is judged on its own, however much of it is another key', async () => {
    const person = await keys.person();
    const { key } = await keys.key(person);
    expect((await keys.use(key)).status).toBe(200);
    for (const length of [19, 20, 48, 66]) {
      const random = Buffer.from(key.slice(3, 59), 'hex');
      random[27] = (random[27] ?? 0) ^ 1;
      const twin = length > 58 ? apiKeyOf(random) : `${key.slice(0, length)}${'0'.repeat(67 - length)}`;
      expect((await keys.use(twin)).status).toBe(401);
    }
    const [first, second] = [await keys.key(person), await keys.key(person)];
    await keys.call(person, 'DELETE', `${KEYS}/${first.id}`);
    expect([(await keys.use(first.key)).status, (await keys.use(second.key)).status]).toEqual([401, 200]);
  });
});

describe('managing keys', () => {
  it('T246 takes a session, and nobody else’s name or field', async () => {
    const victim = await keys.person();
    const { id, key } = await keys.key(victim);
    const headers = { origin: server.origin };
    const foreign = { name: 'k', userId: victim.user.id, organizationId: organization.id };
    expect((await server.send('POST', KEYS, { json: foreign, headers })).status).toBe(401);
    expect((await server.send('DELETE', `${KEYS}/${id}`, { headers })).status).toBe(401);
    expect((await server.send('GET', `${KEYS}?userId=${victim.user.id}`, { headers })).status).toBe(401);
    const fields = {
      userId: victim.user.id,
      organizationId: organization.id,
      id,
      hash: sha256('x'),
      quota: 1e9,
      plan: 'growth',
    };
    for (const [name, value] of Object.entries(fields)) {
      const before = await keys.listed(ada);
      const answer = await keys.call(ada, 'POST', KEYS, { name: 'k', [name]: value });
      expect([name, outcomeOf(answer)]).toEqual([name, '400 invalid_input']);
      expect(await keys.listed(ada)).toEqual(before);
    }
    expect(outcomeOf(await keys.call(ada, 'DELETE', `${KEYS}/${id}`))).toBe('404 not_found');
    expect(outcomeOf(await keys.call(ada, 'PATCH', `${KEYS}/${id}`, { revokedAt: null }))).toBe('400 invalid_input');
    expect(await keys.listed(victim)).toMatchObject([{ id, revokedAt: null }]);
    expect((await keys.use(key)).status).toBe(200);
  });

  it('T163 T252 is beyond every key and every app: no keys, passwords, apps, sessions, profile of others', async () => {
    const { key, id } = await keys.key(await keys.person());
    const own = await keys.organizationKey(organization);
    const app = await server.createApp({ scope: ['directory.person.r'] });
    const user = await server.createUser();
    const { access_token: token } = await server.tokens(user, app, { scope: 'openid profile directory.person.r' });
    const attempts: readonly (readonly [string, string, object?])[] = [
      ...([
        ['POST', KEYS, { name: 'k' }],
        ['GET', KEYS],
        ['DELETE', `${KEYS}/${id}`],
      ] as const),
      ...([
        ['POST', `${KEYS}/${id}/rotate`, {}],
        ['PATCH', `${KEYS}/${id}`, { name: 'k' }],
      ] as const),
      ['POST', `${organization.path}/api-keys`, { name: 'k' }],
      ...([
        ['GET', '/demo/api/sessions'],
        ['DELETE', '/demo/api/sessions'],
        ['PATCH', ME, { name: 'x' }],
      ] as const),
      ['POST', `${organization.path}/installations`, { app: id, scopes: [] }],
      ...([
        ['POST', '/demo/api/organizations', { name: 'Another' }],
        ['GET', '/demo/api/apps'],
      ] as const),
      ['POST', `${ME}/password`, { currentPassword: 'x', newPassword: 'four words nobody guesses' }],
      ...([
        ['PATCH', organization.path, { name: 'Ours' }],
        ['POST', `${organization.path}/suspend`],
      ] as const),
    ];
    for (const credential of [key, own.key, token]) {
      for (const [method, path, json] of attempts) {
        const { status } = await server.send(method, path, {
          headers: { ...bearer(credential), origin: server.origin },
          json,
        });
        expect([method, path, status]).toEqual([method, path, 403]);
      }
    }
    expect((await keys.use(key)).status).toBe(200);
    expect((await keys.use(own.key, organization.path)).status).toBe(200);
  });

  it('T252 T164 a key is nobody in another organization, and installs nothing in its own', async () => {
    const elsewhere = await keys.organizations.organization();
    const { key } = await keys.organizationKey(organization);
    expect((await keys.use(key, elsewhere.path)).status).toBe(404);
    expect((await keys.use(key, `${elsewhere.path}/memberships`)).status).toBe(404);
    const member = await keys.organizations.member(organization);
    const personal = await keys.key(member);
    const { id } = await new AppTests(keys.organizations).app({ scopes: ['directory.organization.r'] });
    const json = { app: id, scopes: [] };
    for (const credential of [key, personal.key]) {
      expect((await keys.use(credential, `${organization.path}/installations`, { method: 'POST', json })).status).toBe(
        403,
      );
    }
    expect(await new AppTests(keys.organizations).installations(organization)).toEqual([]);
  });
});

describe('a key at rest', () => {
  it('T247 T248 is nowhere but in the answer that made it', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    const { json } = await keys.call(person, 'POST', `${KEYS}/${id}/rotate`, { overlap: 60 });
    const rotated = (json['key'] as TestKey).key;
    await keys.use(key);
    await keys.written();
    const later = [
      await keys.call(person, 'GET'),
      await keys.call(person, 'GET', `${KEYS}/${id}/usage`),
      await keys.call(person, 'PATCH', `${KEYS}/${id}`, { name: 'Other' }),
      await keys.call(person, 'DELETE', `${KEYS}/${id}`),
    ];
    const rows = [...(await everythingStored(server.app)).values()].join('\n');
    for (const secret of [key, rotated]) {
      for (const { status, text } of later) {
        expect(status).toBe(200);
        expect(text).not.toContain(secret.slice(19));
      }
      expect(rows).not.toContain(secret.slice(19));
      expect(rows).toContain(sha256(secret));
    }
  });
});

describe('the end of a key', () => {
  it('T249 is in force on both replicas, whose caches are warm: revoked, expired, rotated, owner disabled', async () => {
    const revoked = await keys.key(ada);
    await warm(revoked.key);
    await keys.call(ada, 'DELETE', `${KEYS}/${revoked.id}`);
    await expectRefused(revoked.key);

    const person = await keys.person();
    const expiring = await keys.key(person, { expiresAt: new Date(server.clock.now() + 10_000).toISOString() });
    const rotated = await keys.key(person);
    await warm(expiring.key);
    await warm(rotated.key);
    await keys.call(person, 'POST', `${KEYS}/${rotated.id}/rotate`, {});
    await expectRefused(rotated.key);
    server.clock.advance(10_000);
    await expectRefused(expiring.key);
  });

  it('T209 T251 follows its person: suspended, nothing works; removed, nothing is left', async () => {
    const person = await keys.person();
    const { key } = await keys.key(person);
    await warm(key);
    const who = { instanceId: server.instance.id, userId: person.user.id };
    await server.app.get(Users).suspend(who);
    await expectRefused(key);
    const gone = await keys.person();
    const theirs = await keys.key(gone);
    await warm(theirs.key);
    await server.app.get(Users).remove({ instanceId: server.instance.id, userId: gone.user.id });
    await expectRefused(theirs.key);
    const rows = await server.app.get(Database).query('SELECT id FROM api_keys WHERE user_id = $1', [gone.user.id]);
    expect(rows).toEqual([]);
  });

  it('T170 T251 a personal key may no more in an organization than its person at that moment', async () => {
    const member = await keys.organizations.member(organization, ['admin']);
    const { key } = await keys.key(member);
    const members = `/api/v1/person/organizations/${organization.id}/memberships`;
    await warm(key, members);
    // What admins do is beyond every personal key, before and after they are demoted.
    expect((await keys.use(key, `${organization.path}/invitations`)).status).toBe(403);
    const place = `${organization.path}/memberships/${member.membershipId}`;
    await keys.organizations.call(organization.owner.visitor, 'PATCH', place, { roles: ['member'] });
    expect((await keys.use(key, `${organization.path}/invitations`)).status).toBe(403);
    await keys.organizations.call(organization.owner.visitor, 'DELETE', place);
    expect([await statusAt(server, key, members), await statusAt(other, key, members)]).toEqual([404, 404]);
    expect((await keys.use(key)).status).toBe(200);
  });

  it('T251 nobody makes a key with more than they have', async () => {
    const member = await keys.organizations.member(organization);
    expect((await keys.call(member, 'POST', `${organization.path}/api-keys`, { name: 'k' })).status).toBe(403);
    const wide = { name: 'k', scopes: ['directory.organization_members.w'] };
    expect(outcomeOf(await keys.call(member, 'POST', KEYS, wide))).toBe('400 invalid_scope');
    expect(await keys.listed(member)).toEqual([]);
  });

  it('T251 T167 an organization’s key rests with the organization, and is gone with it', async () => {
    const place = await keys.organizations.organization();
    const { key } = await keys.organizationKey(place);
    const call = (method: string, path = '') =>
      keys.organizations.call(place.owner.visitor, method, `${place.path}${path}`);
    await warm(key, place.path);
    await call('POST', '/suspend');
    await expectRefused(key, place.path);
    await call('POST', '/activate');
    expect(await within(BOUND, async () => (await statusAt(other, key, place.path)) === 200)).toBe(true);
    await warm(key, place.path);
    await call('DELETE');
    await expectRefused(key, place.path);
  });

  it('T250 holds at 100 requests a second: nothing is accepted after the answer and the bound, and nothing comes back', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    await warm(key);
    let acknowledged = Infinity;
    const late: number[] = [];
    const pending: Promise<void>[] = [];
    const use = async (at: TestServer): Promise<void> => {
      const sent = performance.now();
      const status = await statusAt(at, key);
      const allowed = at === server ? acknowledged : acknowledged + BOUND;
      if (status === 200 && sent > allowed) late.push(sent - acknowledged);
      expect([200, 401]).toContain(status);
    };
    for (let tick = 0; tick < 250; tick += 1) {
      pending.push(use(tick % 2 === 0 ? server : other));
      if (tick === 80) {
        pending.push(
          keys.call(person, 'DELETE', `${KEYS}/${id}`).then(({ status }) => {
            expect(status).toBe(200);
            acknowledged = performance.now();
          }),
        );
      }
      await setTimeout(10);
    }
    await Promise.all(pending);
    expect(late).toEqual([]);
    // What was noted before is written after: the key stays what it is.
    await keys.written(server);
    await keys.written(other);
    await expectRefused(key);
    expect(await keys.listed(person)).toMatchObject([
      { id, revokedAt: expect.any(String), lastUsedAt: expect.any(String) },
    ]);
  });

  it('T250 a change of scopes and expiry sticks while the key is in use', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    await warm(key);
    const burst = Array.from({ length: 40 }, (_, place) => statusAt(place % 2 ? server : other, key));
    const changed = await keys.call(person, 'PATCH', `${KEYS}/${id}`, { scopes: ['directory.person.r'] });
    expect(changed.status).toBe(200);
    await Promise.all(burst);
    await keys.written(server);
    await keys.written(other);
    expect(await statusAt(server, key)).toBe(403);
    expect(await within(BOUND, async () => (await statusAt(other, key)) === 403)).toBe(true);
    const expiresAt = new Date(server.clock.now() + 5_000).toISOString();
    await keys.call(person, 'PATCH', `${KEYS}/${id}`, { expiresAt });
    server.clock.advance(5_000);
    await expectRefused(key);
    expect(await keys.listed(person)).toMatchObject([{ scopes: ['directory.person.r'], expiresAt }]);
  });
});

describe('how a key is presented', () => {
  it('T253 in a URL, a cookie or a body it is no credential; beside a session the header decides', async () => {
    const person = await keys.person();
    const { key } = await keys.key(person);
    for (const name of ['access_token', 'api_key', 'key', 'token']) {
      expect((await server.send('GET', `${ME}?${name}=${key}`)).status).toBe(401);
    }
    expect((await server.send('GET', ME, { headers: { cookie: `ZEYOSID=${key}` } })).status).toBe(401);
    expect((await server.send('GET', ME, { headers: { 'x-api-key': key } })).status).toBe(401);
    const json = { name: 'k', access_token: key };
    expect((await server.send('POST', KEYS, { json, headers: { origin: server.origin } })).status).toBe(401);
    const both = await ada.visitor.get(ME, { headers: bearer(key) });
    expect([both.status, both.json['id']]).toEqual([200, person.user.id]);
    // The session's rights do not come on top.
    expect((await ada.visitor.get(KEYS, { headers: bearer(key) })).status).toBe(403);
    const wrong = await ada.visitor.get(ME, { headers: bearer(`sk_${'0'.repeat(64)}`) });
    expect(wrong.status).toBe(401);
  });

  it('T254 who guesses is stopped, and nobody else', async () => {
    const { key } = await keys.key(await keys.person());
    const guess = (place: number) => apiKeyOf(new Uint8Array(API_KEY_BYTES).fill(place % 251));
    const from = (address: string, text: string) =>
      server.send('GET', ME, { headers: { ...bearer(text), 'x-forwarded-for': address } });
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, place) => [
        (await from('203.0.113.50', guess(place))).status,
        (await from('203.0.113.51', key)).status,
      ]),
    );
    const guesses = statuses.map(([guessed]) => guessed);
    expect(guesses.filter((status) => status === 401)).toHaveLength(60);
    expect(guesses.filter((status) => status === 429)).toHaveLength(140);
    expect(new Set(statuses.map(([, valid]) => valid))).toEqual(new Set([200]));
    const refused = await from('203.0.113.50', guess(1));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
  });

  it('T255 one instance’s key is nothing at another', async () => {
    await server.createInstance('elsewhere');
    const { key } = await keys.key(await keys.person());
    await warm(key);
    expect(outcomeOf(await keys.use(key, '/elsewhere/api/users/me'))).toBe('401 invalid_api_key');
    const own = await keys.organizationKey(organization);
    const path = organization.path.replace('/demo/', '/elsewhere/');
    expect(outcomeOf(await keys.use(own.key, path))).toBe('401 invalid_api_key');
  });
});

describe('many keys', () => {
  it('T256 are found by an index: 100,000 of them cost what 100 do', async () => {
    const database = server.app.get(Database);
    const person = await keys.person();
    const { id } = await keys.key(person);
    const add = async (from: number, count: number): Promise<void> => {
      const rows = Array.from({ length: count }, (_, place) => keyNumbered(from + place));
      const values = rows.map((_, row) => `($${row * 2 + 1}, '${id}', $${row * 2 + 2}, 0)`).join(', ');
      const sql = `INSERT INTO api_key_secrets (id, key_id, hash, created_at) VALUES ${values}`;
      await database.execute(
        sql,
        rows.flatMap((key, place) => [`row-${from + place}`, sha256(key)]),
      );
    };
    const timeOf = async (from: number): Promise<number> => {
      const times: number[] = [];
      for (let place = from; place < from + 100; place += 1) {
        const started = performance.now();
        expect(await statusAt(server, keyNumbered(place))).toBe(200);
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[50] ?? 0;
    };
    await add(0, 200);
    await timeOf(0);
    const few = await timeOf(100);
    for (let from = 200; from < 100_000; from += 5_000) await add(from, 5_000);
    const many = await timeOf(90_000);
    expect(many).toBeLessThan(few * 2 + 2);
  }, 60_000);
});

function keyNumbered(number: number): string {
  const random = Buffer.alloc(API_KEY_BYTES);
  random.writeUInt32BE(number, 4);
  return apiKeyOf(random);
}
