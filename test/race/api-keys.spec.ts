import { ApiKeys } from '../../src/api-keys/index.js';
import { ApiKeyTests, KEYS, within } from '../support/api-keys.js';
import type { Answer } from '../support/http.js';
import { TestServer } from '../support/server.js';
import { Visitor } from '../support/visitor.js';

let server: TestServer;
let other: TestServer;
let keys: ApiKeyTests;

beforeAll(async () => {
  server = await TestServer.start();
  other = await server.replica();
  keys = new ApiKeyTests(server);
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

/** The same browser at the other replica. */
function elsewhere(visitor: Visitor): Visitor {
  const twin = new Visitor(other.origin, visitor.address);
  twin.setCookie('ZEYOSID', visitor.cookie('ZEYOSID') ?? '', '/demo');
  return twin;
}

function tally(answers: readonly Answer[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('at the limit of the plan', () => {
  it.each(['a person', 'an organization'])(
    '50 at once on two replicas get the one place that is left: %s',
    async (whose) => {
      const organization = await keys.organizations.organization();
      const owner = organization.owner;
      const path = whose === 'a person' ? KEYS : `${organization.path}/api-keys`;
      for (let count = 0; count < 4; count += 1) await keys.key(owner, {}, path);
      const twin = elsewhere(owner.visitor);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, place) => {
          const visitor = place % 2 === 0 ? owner.visitor : twin;
          return visitor.request('POST', path, { headers: { origin: server.origin }, json: { name: `Key ${place}` } });
        }),
      );
      expect(tally(answers)).toEqual({ 201: 1, 403: 49 });
      expect(await keys.listed(owner, path)).toHaveLength(5);
    },
  );
});

describe('revoking', () => {
  it('happens once, however often it is asked for at the same moment', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    const twin = elsewhere(person.visitor);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        (place % 2 === 0 ? person.visitor : twin).request('DELETE', `${KEYS}/${id}`, {
          headers: { origin: server.origin },
        }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 1, 400: 19 });
    expect((await keys.use(key)).status).toBe(401);
  });

  it('beats a rotation of the same moment: whatever comes first, nothing works after both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = await keys.person();
      const { id, key } = await keys.key(person);
      const headers = { origin: server.origin };
      const [rotated, revoked] = await Promise.all([
        elsewhere(person.visitor).request('POST', `${KEYS}/${id}/rotate`, { headers, json: { overlap: 60 } }),
        person.visitor.request('DELETE', `${KEYS}/${id}`, { headers }),
      ]);
      expect(revoked.status).toBe(200);
      const next = rotated.json['key'] as { readonly key: string } | undefined;
      const texts = [key, ...(next ? [next.key] : [])];
      for (const text of texts) {
        const isRefused = async () =>
          (await other.send('GET', '/demo/api/users/me', { headers: { authorization: `Bearer ${text}` } })).status ===
          401;
        expect((await keys.use(text)).status).toBe(401);
        expect(await within(1_000, isRefused)).toBe(true);
      }
    }
  });

  it('of all keys of an owner leaves none', async () => {
    const person = await keys.person();
    const made = [await keys.key(person), await keys.key(person)];
    const { id, instanceId } = person.user;
    await server.app.get(ApiKeys).revokeAll({ type: 'person', instanceId, id });
    for (const { key } of made) expect((await keys.use(key)).status).toBe(401);
    expect((await keys.listed(person)).filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
  });
});

describe('what is written behind', () => {
  it('adds up what both replicas have seen', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    const use = (at: TestServer) =>
      at.send('GET', '/demo/api/users/me', { headers: { authorization: `Bearer ${key}` } });
    await Promise.all(Array.from({ length: 60 }, (_, place) => use(place % 2 === 0 ? server : other)));
    await Promise.all([keys.written(server), keys.written(other)]);
    const { json } = await keys.call(person, 'GET', `${KEYS}/${id}/usage?days=1`);
    expect(json['total']).toBe(60);
  });

  it('is written when a server stops', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    const third = await server.replica();
    await third.send('GET', '/demo/api/users/me', { headers: { authorization: `Bearer ${key}` } });
    await third.stop();
    const { json } = await keys.call(person, 'GET', `${KEYS}/${id}/usage?days=1`);
    expect(json['total']).toBe(1);
  });
});
