import { ApiKeyTests, KEYS } from '../support/api-keys.js';
import { type Answer, basic } from '../support/http.js';
import { outcomeOf, type Person, type TestOrganization } from '../support/organizations.js';
import { type TestApp, TestServer } from '../support/server.js';

let server: TestServer;
let keys: ApiKeyTests;
let service: TestApp;
let person: Person;
let organization: TestOrganization;

beforeAll(async () => {
  server = await TestServer.start();
  keys = new ApiKeyTests(server);
  service = await server.createApp();
  person = await keys.person();
  organization = await keys.organizations.organization();
});
afterAll(() => server.stop());

const asService = (): Record<string, string> => ({ authorization: basic(service.clientId, service.clientSecret) });
const verify = (json: object, headers = asService()): Promise<Answer> =>
  server.send('POST', `${KEYS}/verify`, { json, headers });
const batch = (json: object): Promise<Answer> =>
  server.send('POST', `${KEYS}/verify/batch`, { json, headers: asService() });

describe('verifying a key for another service', () => {
  it('tells whose it is, what it may do, and what is left of its limit', async () => {
    const { id, key } = await keys.key(person, { name: 'CI', scopes: ['directory.person.rw'], rateLimit: 10 });
    const { status, json } = await verify({ key });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ valid: true, id, name: 'CI', owner: { type: 'person', id: person.user.id } },
      rateLimit: { limit: 10, remaining: 9, reset: 60 },
    });
    expect(json['scopes']).toEqual(expect.arrayContaining(['directory.person.r', 'directory.person.w']));
    expect(JSON.stringify(json)).not.toContain(key.slice(19));
  });

  it('is a use: it counts, and is told apart from a key that is not valid when there are too many', async () => {
    const { id, key } = await keys.key(person, { rateLimit: 2 });
    expect((await verify({ key })).json['valid']).toBe(true);
    expect((await verify({ key })).json['valid']).toBe(true);
    expect((await verify({ key })).json).toMatchObject({ valid: false, rateLimit: { limit: 2, remaining: 0 } });
    const usage = await keys.call(person, 'GET', `${KEYS}/${id}/usage?days=1`);
    expect(usage.json['total']).toBe(2);
  });

  it('says one thing whatever is wrong', async () => {
    const expiring = await keys.key(person, { expiresAt: new Date(server.clock.now() + 1_000).toISOString() });
    const bound = await keys.organizationKey(organization, { allowedIps: ['203.0.113.0/24'] });
    const revoked = await keys.organizationKey(organization);
    await keys.call(organization.owner, 'DELETE', `${organization.path}/api-keys/${revoked.id}`);
    server.clock.advance(2_000);
    const wrong = [expiring.key, bound.key, revoked.key, `sk_${'0'.repeat(64)}`, 'nothing', ''];
    for (const key of wrong) expect((await verify({ key })).json).toEqual({ valid: false });
    expect((await verify({ key: bound.key, address: '203.0.114.1' })).json).toEqual({ valid: false });
    expect((await verify({ key: bound.key, address: '203.0.113.1' })).json['valid']).toBe(true);
  });

  it('answers up to 100 at once, in their order', async () => {
    const { id, key } = await keys.organizationKey(organization);
    const { status, json } = await batch({ keys: [{ key: 'nothing' }, { key }, { key: `sk_${'0'.repeat(64)}` }] });
    expect(status).toBe(200);
    expect(json['results']).toMatchObject([{ valid: false }, { valid: true, id }, { valid: false }]);
    const many = (count: number) => batch({ keys: Array.from({ length: count }, () => ({ key: 'nothing' })) });
    expect((await many(100)).status).toBe(200);
    expect((await many(101)).json['code']).toBe('invalid_input');
    expect((await many(0)).json['code']).toBe('invalid_input');
  });

  it('is for services, and for organizations that have the scope', async () => {
    const { key } = await keys.organizationKey(organization);
    const token = await keys.organizations.token(organization.id, 'directory.api_keys.r');
    const without = await keys.organizations.token(organization.id, 'directory.organization.r');
    const bearer = (value: string): Record<string, string> => ({ authorization: `Bearer ${value}` });
    expect((await verify({ key }, bearer(token))).json['valid']).toBe(true);
    expect((await verify({ key }, bearer(key))).json['valid']).toBe(true);
    expect(outcomeOf(await verify({ key }, bearer(without)))).toBe('403 insufficient_scope');
    expect(outcomeOf(await verify({ key }, bearer((await keys.key(await keys.person())).key)))).toBe('403 forbidden');
    expect(outcomeOf(await verify({ key }, {}))).toBe('401 credentials_required');
    expect(outcomeOf(await verify({ key }, { authorization: basic(service.clientId, 'wrong') }))).toBe(
      '401 invalid_client',
    );
    expect(outcomeOf(await keys.call(person, 'POST', `${KEYS}/verify`, { key }))).toBe('403 forbidden');
  });
});
