import { ApiKeyTests, KEYS, ME } from '../support/api-keys.js';
import { basic } from '../support/http.js';
import { outcomeOf, type Person, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';
import { StatementLog } from '../support/statements.js';

let server: TestServer;
let keys: ApiKeyTests;
let ada: Person;
let organization: TestOrganization;

beforeAll(async () => {
  server = await TestServer.start({ environment: { FEED_INTERVAL: '500', SESSION_IDLE_LIFETIME: '30d' } });
  keys = new ApiKeyTests(server);
  ada = await keys.person();
  organization = await keys.organizations.organization();
});
afterAll(() => server.stop());

const NOBODYS = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';

describe('making a key', () => {
  it('shows it once, with a warning', async () => {
    const { status, json } = await keys.call(ada, 'POST', KEYS, { name: 'Production Server' });
    expect(status).toBe(201);
    const key = json['key'] as Record<string, string>;
    expect(key).toMatchObject({ name: 'Production Server', key: expect.stringMatching(/^sk_[0-9a-f]{64}$/) });
    expect(key['key']?.startsWith(key['keyPrefix'] ?? '-')).toBe(true);
    expect(key['keyPrefix']).toHaveLength(19);
    expect(key).toMatchObject({ scopes: null, allowedIps: [], expiresAt: null, lastUsedAt: null, revokedAt: null });
    expect(json['warning']).toEqual(expect.any(String));
    const listed = await keys.call(ada, 'GET');
    expect(listed.json['keys']).toEqual([expect.objectContaining({ id: key['id'], keyPrefix: key['keyPrefix'] })]);
    expect(listed.text).not.toContain(key['key']?.slice(20));
  });

  it.each<[string, object, string]>([
    ['no name', {}, 'name'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name'],
    ['a moment that has passed', { name: 'k', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['no moment at all', { name: 'k', expiresAt: 'tomorrow' }, 'expiresAt'],
    ['no address', { name: 'k', allowedIps: ['10.0.0.0/33'] }, 'allowedIps'],
    ['a rate of none', { name: 'k', rateLimit: 0 }, 'rateLimit'],
    ['an empty list of scopes', { name: 'k', scopes: [] }, 'scopes'],
    ['an owner', { name: 'k', userId: NOBODYS }, 'userId'],
  ])('refuses %s, naming the input', async (_, terms, field) => {
    const { status, json } = await keys.call(ada, 'POST', KEYS, terms);
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: 'Validation error', code: 'invalid_input' });
    expect(json['issues']).toEqual([expect.objectContaining({ path: [field] })]);
  });

  it('refuses scopes that do not exist or are not for its owner', async () => {
    for (const scope of ['directory.nothing.r', 'directory.organization.r', 'offline_access', 'no scope']) {
      const answer = await keys.call(ada, 'POST', KEYS, { name: 'k', scopes: [scope] });
      expect(outcomeOf(answer)).toBe('400 invalid_scope');
      expect(answer.json['error']).toEqual(expect.any(String));
    }
  });
});

describe('using a key', () => {
  it('is being its owner, as far as the API goes', async () => {
    const { key } = await keys.key(ada);
    const { status, json } = await keys.use(key);
    expect([status, json['id'], json['email']]).toEqual([200, ada.user.id, ada.user.email]);
    const person = await keys.use(key, '/api/v1/person');
    expect([person.status, person.json['id']]).toEqual([200, ada.user.id]);
  });

  it('is being the organization, where it is one’s', async () => {
    const { key } = await keys.organizationKey(organization);
    expect((await keys.use(key, organization.path)).json['id']).toBe(organization.id);
    expect((await keys.use(key, `${organization.path}/memberships`)).status).toBe(200);
    expect((await keys.use(key, '/api/v1/organization')).json['id']).toBe(organization.id);
    expect(outcomeOf(await keys.use(key))).toBe('403 forbidden');
  });

  it('does not go beyond the scopes that it was given', async () => {
    const { key } = await keys.key(ada, { scopes: ['directory.person.r'] });
    expect((await keys.use(key, '/api/v1/person')).status).toBe(200);
    expect((await keys.use(key)).status).toBe(403);
    const reader = await keys.organizationKey(organization, { scopes: ['directory.organization.r'] });
    expect((await keys.use(reader.key, organization.path)).status).toBe(200);
    expect(outcomeOf(await keys.use(reader.key, `${organization.path}/memberships`))).toBe('403 insufficient_scope');
  });

  it('ends when it expires', async () => {
    const expiresAt = new Date(server.clock.now() + 60_000).toISOString();
    const { id, key } = await keys.key(await keys.person(), { expiresAt });
    expect((await keys.use(key)).status).toBe(200);
    server.clock.advance(60_001);
    expect(outcomeOf(await keys.use(key))).toBe('401 invalid_api_key');
    expect(id).toEqual(expect.any(String));
  });

  it('works from the addresses that it is for, as trusted proxies tell them, and from nowhere else', async () => {
    const { key } = await keys.key(await keys.person(), {
      allowedIps: ['203.0.113.0/24', '2001:db8:1::/48', '192.0.2.9'],
    });
    const from = async (address: string) =>
      (await keys.use(key, ME, { headers: { 'x-forwarded-for': address } })).status;
    for (const address of ['203.0.113.77', '2001:db8:1:ffff::1', '192.0.2.9', '::ffff:203.0.113.5']) {
      expect([address, await from(address)]).toEqual([address, 200]);
    }
    for (const address of ['203.0.114.1', '2001:db8:2::1', '192.0.2.8', '203.0.113.77, 198.51.100.1']) {
      expect([address, await from(address)]).toEqual([address, 403]);
    }
  });

  it('is limited as it says, and tells where it stands on every answer', async () => {
    const { key } = await keys.key(await keys.person(), { rateLimit: 3 });
    for (const remaining of ['2', '1', '0']) {
      const { status, headers } = await keys.use(key);
      expect([status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual([
        200,
        '3',
        remaining,
      ]);
      expect(headers.get('ratelimit-reset')).toBe('60');
      expect(headers.get('ratelimit-policy')).toBe('3;w=60');
    }
    const refused = await keys.use(key);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    server.clock.advance(60_000);
    expect((await keys.use(key)).headers.get('ratelimit-remaining')).toBe('2');
  });

  it('costs no query once it is known, and one before', async () => {
    const log = new StatementLog();
    const { key } = await keys.key(await keys.person(), { scopes: ['directory.person.r'] });
    const statements = () => log.during(async () => expect((await keys.use(key)).status).toBe(403));
    expect(await statements()).toEqual(['SELECT api_key_secrets']);
    expect(await statements()).toEqual([]);
    // What can be no key is not looked for.
    const garbage = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
    expect(await log.during(async () => expect((await keys.use(garbage)).status).toBe(401))).toEqual([]);
    log.stop();
  });
});

describe('records of use', () => {
  it('tell when a key was used last, and how often each day', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    expect(await keys.listed(person)).toMatchObject([{ lastUsedAt: null }]);
    await keys.use(key);
    server.clock.advance(24 * 3_600_000);
    const fresh = { user: person.user, visitor: await server.signedIn(person.user) };
    for (let count = 0; count < 3; count += 1) await keys.use(key);
    const now = new Date(server.clock.now()).toISOString();
    const { json } = await keys.call(fresh, 'GET', `${KEYS}/${id}/usage?days=3`);
    const usage = json['usage'] as { day: string; requests: number }[];
    expect(usage.map(({ requests }) => requests)).toEqual([0, 1, 3]);
    expect(json['total']).toBe(4);
    expect(usage[2]?.day).toBe(now.slice(0, 10));
    expect(await keys.listed(fresh)).toMatchObject([{ lastUsedAt: now }]);
    expect(outcomeOf(await keys.call(fresh, 'GET', `${KEYS}/${id}/usage?days=0`))).toBe('400 invalid_input');
  });

  it('are written many together, not with each request', async () => {
    const { key } = await keys.key(await keys.person());
    await keys.written();
    await keys.use(key);
    const log = new StatementLog();
    const during = await log.during(async () => {
      await Promise.all(
        Array.from({ length: 50 }, () => keys.use(key, '/api/v1/person/organization_memberships?page=x')),
      );
    });
    expect(during.filter((statement) => /api_key/.test(statement)).length).toBeLessThanOrEqual(1);
    expect(await log.during(() => keys.written())).toEqual(['INSERT api_key_usage']);
    log.stop();
  });
});

describe('rotating a key', () => {
  it('gives it a new secret; the one before works for the overlap', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person, { scopes: ['profile'] });
    await keys.use(key);
    const { status, json } = await keys.call(person, 'POST', `${KEYS}/${id}/rotate`, { overlap: 60 });
    const rotated = json['key'] as Record<string, string>;
    expect([status, rotated['id'], rotated['name'], rotated['scopes']]).toEqual([200, id, 'Key', ['profile']]);
    const next = rotated['key'] ?? '';
    expect(next.startsWith(rotated['keyPrefix'] ?? '-')).toBe(true);
    expect([(await keys.use(key)).status, (await keys.use(next)).status]).toEqual([200, 200]);
    server.clock.advance(60_000);
    expect([(await keys.use(key)).status, (await keys.use(next)).status]).toEqual([401, 200]);
    expect(await keys.listed(person)).toMatchObject([{ id, keyPrefix: rotated['keyPrefix'] }]);
  });

  it('ends the one before at once without an overlap', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    await keys.use(key);
    const { json } = await keys.call(person, 'POST', `${KEYS}/${id}/rotate`, {});
    expect((await keys.use(key)).status).toBe(401);
    expect((await keys.use((json['key'] as { key: string }).key)).status).toBe(200);
  });
});

describe('changing a key', () => {
  it('is in force at once, and changes what is named only', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person, { scopes: ['profile'], rateLimit: 10 });
    expect((await keys.use(key)).status).toBe(200);
    const changed = await keys.call(person, 'PATCH', `${KEYS}/${id}`, { scopes: ['directory.person.r'], name: 'New' });
    expect(changed.json['key']).toMatchObject({ name: 'New', scopes: ['directory.person.r'], rateLimit: 10 });
    expect((await keys.use(key)).status).toBe(403);
    await keys.call(person, 'PATCH', `${KEYS}/${id}`, { scopes: null, rateLimit: null });
    expect((await keys.use(key)).status).toBe(200);
    expect(outcomeOf(await keys.call(person, 'PATCH', `${KEYS}/${id}`, { scopes: ['x.y.z'] }))).toBe(
      '400 invalid_scope',
    );
  });

  it('does not bring back one that has expired', async () => {
    const person = await keys.person();
    const { id } = await keys.key(person, { expiresAt: new Date(server.clock.now() + 1_000).toISOString() });
    server.clock.advance(2_000);
    expect(outcomeOf(await keys.call(person, 'PATCH', `${KEYS}/${id}`, { expiresAt: null }))).toBe('409 conflict');
    expect(outcomeOf(await keys.call(person, 'POST', `${KEYS}/${id}/rotate`, {}))).toBe('409 conflict');
  });
});

describe('revoking a key', () => {
  it('answers as the front end knows it, once', async () => {
    const person = await keys.person();
    const { id, key, keyPrefix } = await keys.key(person, { name: 'Production Server' });
    expect((await keys.use(key)).status).toBe(200);
    const { status, json } = await keys.call(person, 'DELETE', `${KEYS}/${id}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      key: { id, name: 'Production Server', keyPrefix, revokedAt: new Date(server.clock.now()).toISOString() },
      message: 'API key has been revoked and is no longer usable',
    });
    expect(outcomeOf(await keys.use(key))).toBe('401 invalid_api_key');
    const again = await keys.call(person, 'DELETE', `${KEYS}/${id}`);
    expect([again.status, again.json['error']]).toEqual([400, 'API key is already revoked']);
    expect(await keys.listed(person)).toMatchObject([{ id, revokedAt: expect.any(String) }]);
  });

  it('knows nobody else’s', async () => {
    const { id, key } = await keys.key(await keys.person());
    for (const [method, path] of [
      ['DELETE', ''],
      ['PATCH', ''],
      ['POST', '/rotate'],
      ['GET', '/usage'],
    ] as const) {
      const json = method === 'PATCH' ? { name: 'Mine' } : {};
      const answer = await keys.call(ada, method, `${KEYS}/${id}${path}`, method === 'GET' ? undefined : json);
      expect([answer.status, answer.json['error']]).toEqual([404, 'API key not found']);
      expect((await keys.call(ada, method, `${KEYS}/no-id${path}`, method === 'GET' ? undefined : json)).status).toBe(
        404,
      );
    }
    expect((await keys.use(key)).status).toBe(200);
  });
});

describe('the plan', () => {
  it('allows so many at a time; one that was revoked or has expired makes room', async () => {
    const person = await keys.person();
    const made = [];
    for (let count = 0; count < 5; count += 1) made.push(await keys.key(person));
    const refused = await keys.call(person, 'POST', KEYS, { name: 'Sixth' });
    expect([refused.status, refused.json['error'], refused.json['code']]).toEqual([
      403,
      'You have reached the maximum number of API keys (5) for your plan',
      'plan_limit_reached',
    ]);
    expect(await keys.listed(person)).toHaveLength(5);
    await keys.call(person, 'DELETE', `${KEYS}/${made[0]?.id}`);
    await keys.key(person, { expiresAt: new Date(server.clock.now() + 5_000).toISOString() });
    expect((await keys.call(person, 'POST', KEYS, { name: 'Sixth' })).status).toBe(403);
    server.clock.advance(6_000);
    await keys.key(person);
  });
});

describe('an organization’s keys', () => {
  it('are made, seen, changed and revoked by its owners and admins', async () => {
    const admin = await keys.organizations.member(organization, ['admin']);
    const member = await keys.organizations.member(organization);
    const path = `${organization.path}/api-keys`;
    const { id, key } = await keys.key(admin, { name: 'Deploy' }, path);
    expect((await keys.listed(organization.owner, path)).map((one) => one['id'])).toContain(id);
    for (const other of [member, ada]) {
      const expected = other === member ? '403 forbidden' : '404 not_found';
      expect(outcomeOf(await keys.call(other, 'GET', path))).toBe(expected);
      expect(outcomeOf(await keys.call(other, 'POST', path, { name: 'k' }))).toBe(expected);
      expect(outcomeOf(await keys.call(other, 'DELETE', `${path}/${id}`))).toBe(expected);
    }
    expect((await keys.call(admin, 'GET', `${path}/${id}/usage`)).status).toBe(200);
    expect((await keys.call(admin, 'PATCH', `${path}/${id}`, { name: 'Deployment' })).status).toBe(200);
    expect((await keys.call(admin, 'POST', `${path}/${id}/rotate`, { overlap: 600 })).status).toBe(200);
    expect((await keys.use(key, organization.path)).status).toBe(200);
    // One's own keys and the organization's are two lists.
    expect(outcomeOf(await keys.call(admin, 'DELETE', `${KEYS}/${id}`))).toBe('404 not_found');
    expect((await keys.call(organization.owner, 'DELETE', `${path}/${id}`)).status).toBe(200);
    expect(outcomeOf(await keys.call(admin, 'DELETE', `${path}/${id}`))).toBe('400 already_revoked');
    expect((await keys.use(key, organization.path)).status).toBe(401);
  });

  it('outlive the membership of who made them, and rest while the organization is suspended', async () => {
    const place = await keys.organizations.organization();
    const admin = await keys.organizations.member(place, ['admin']);
    const { id, key } = await keys.key(admin, {}, `${place.path}/api-keys`);
    await keys.organizations.call(place.owner.visitor, 'DELETE', `${place.path}/memberships/${admin.membershipId}`);
    expect((await keys.use(key, place.path)).status).toBe(200);
    await keys.organizations.call(place.owner.visitor, 'POST', `${place.path}/suspend`);
    expect((await keys.use(key, place.path)).status).toBe(401);
    expect((await keys.call(place.owner, 'POST', `${place.path}/api-keys`, { name: 'k' })).status).toBe(403);
    await keys.organizations.call(place.owner.visitor, 'POST', `${place.path}/activate`);
    expect((await keys.use(key, place.path)).status).toBe(200);
    await keys.organizations.call(place.owner.visitor, 'POST', `${place.path}/suspend`);
    expect((await keys.call(place.owner, 'DELETE', `${place.path}/api-keys/${id}`)).status).toBe(200);
  });
});

describe('exchanging a key (RFC 8693)', () => {
  const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange';
  const subject_token_type = 'urn:latchkey:params:oauth:token-type:api_key';
  let app: Awaited<ReturnType<TestServer['createApp']>>;
  beforeAll(async () => {
    app = await server.createApp();
  });
  const exchange = (subject_token: string, more: Record<string, string> = {}) =>
    server.token(app, { grant_type, subject_token_type, subject_token, ...more });

  it('gives a token for less, which dies with the key', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person, { scopes: ['profile', 'directory.person.rw'] });
    const { status, json } = await exchange(key, { scope: 'profile' });
    expect([status, json['scope'], json['issued_token_type']]).toEqual([
      ...[200, 'profile', 'urn:ietf:params:oauth:token-type:access_token'],
    ]);
    expect(json['expires_in']).toBeLessThanOrEqual(900);
    expect(json['refresh_token']).toBeUndefined();
    const token = String(json['access_token']);
    expect((await keys.use(token)).status).toBe(200);
    expect(await server.isActive(app, token)).toBe(true);
    expect((await keys.use(token, '/api/v1/person')).status).toBe(403);
    await keys.call(person, 'DELETE', `${KEYS}/${id}`);
    expect((await keys.use(token)).status).toBe(401);
    expect(await server.isActive(app, token)).toBe(false);
    expect((await exchange(key)).json['error']).toBe('invalid_grant');
  });

  it('gives one that goes no further than the key: only from the addresses that it is for', async () => {
    const person = await keys.person();
    const allowedIps = ['127.0.0.0/8', '::1'];
    const { id, key } = await keys.key(person, { scopes: ['profile'], allowedIps });
    const token = String((await exchange(key)).json['access_token']);
    const elsewhere = { headers: { 'x-forwarded-for': '198.51.100.1' } };
    expect((await keys.use(token)).status).toBe(200);
    expect((await keys.use(token, ME, elsewhere)).status).toBe(403);
    server.clock.advance(5);
    await keys.call(person, 'PATCH', `${KEYS}/${id}`, { allowedIps: [] });
    expect((await keys.use(token)).status).toBe(401);
    server.clock.advance(5);
    const free = String((await exchange(key)).json['access_token']);
    expect((await keys.use(free, ME, elsewhere)).status).toBe(200);
  });

  it('works for an organization’s, and never beyond the end of the key', async () => {
    const expiresAt = new Date(server.clock.now() + 60_000).toISOString();
    const { key } = await keys.organizationKey(organization, { scopes: ['directory.organization.r'], expiresAt });
    const { json } = await exchange(key);
    expect([59, 60]).toContain(json['expires_in']);
    expect((await keys.use(String(json['access_token']), organization.path)).status).toBe(200);
  });

  it('dies with a change of the key, and when it is rotated without an overlap', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person);
    const first = String((await exchange(key, { scope: 'profile' })).json['access_token']);
    server.clock.advance(5);
    await keys.call(person, 'PATCH', `${KEYS}/${id}`, { scopes: ['profile'] });
    expect((await keys.use(first)).status).toBe(401);
    server.clock.advance(5);
    const second = String((await exchange(key)).json['access_token']);
    expect((await keys.use(second)).status).toBe(200);
    server.clock.advance(5);
    await keys.call(person, 'POST', `${KEYS}/${id}/rotate`, {});
    expect((await keys.use(second)).status).toBe(401);
  });

  it.each<[string, Record<string, string>, string]>([
    ['more than the key has', { scope: 'email' }, 'invalid_scope'],
    ['another kind of subject', { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' }, 'invalid_request'],
    [
      'another kind of token',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
      'invalid_request',
    ],
    ['an actor', { actor_token: 'x' }, 'invalid_request'],
    ['an audience by name', { audience: 'tickets' }, 'invalid_target'],
    ['a key that is none', { subject_token: `sk_${'0'.repeat(64)}` }, 'invalid_grant'],
  ])('refuses %s', async (_, more, error) => {
    const { key } = await keys.key(await keys.person(), { scopes: ['profile'] });
    const { status, json } = await exchange(key, more);
    expect([status, json['error']]).toEqual([400, error]);
  });

  it('is for clients that have credentials of their own', async () => {
    const open = await server.createApp({ isPublic: true });
    const { key } = await keys.key(await keys.person());
    const { json } = await server.token(open, { grant_type, subject_token_type, subject_token: key });
    expect(json['error']).toBe('unauthorized_client');
    const wrong = { headers: { authorization: basic(app.clientId, 'wrong') } };
    const form = { grant_type, subject_token_type, subject_token: key };
    expect((await server.send('POST', '/demo/oauth2/v1/token', { form, ...wrong })).status).toBe(401);
  });
});
