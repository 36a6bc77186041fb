import { Pruning } from '../../src/operations/pruning.service.js';
import { Database } from '../../src/platform/index.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { jwtParts, outcomeOf } from '../support/code-flow.js';
import { DEVICE_CODE, DeviceTests, type Started } from '../support/device.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person } from '../support/organizations.js';
import { type TestApp, TestServer } from '../support/server.js';

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';
const SECOND = 1_000;

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let devices: DeviceTests;
let app: TestApp;
let publicApp: TestApp;
let vendorApp: VendorApp;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  devices = new DeviceTests(server);
  app = await server.createApp();
  publicApp = await server.createApp({ isPublic: true });
  vendorApp = await apps.app({ scopes: [READ, MEMBERS, 'directory.person.r'] });
});
afterAll(() => server.stop());

const vendorClient = (): TestApp => ({ ...vendorApp, appId: vendorApp.id, redirectUri: 'https://app.test/cb' });
const later = (seconds: number): void => server.clock.advance(seconds * SECOND);
const accessTokenOf = ({ json }: Answer): string => String(json['access_token']);

/** A device that its person has let in. */
async function allowed(scope = 'openid profile', client = app): Promise<{ started: Started; person: Person }> {
  const person = await people.person();
  const started = await devices.started(client, { scope });
  expect((await devices.decide(person.visitor, started)).status).toBe(200);
  return { started, person };
}

describe('the device authorization endpoint (RFC 8628 §3.1, §3.2)', () => {
  it('answers a confidential client that authenticates, and a public one that names itself', async () => {
    for (const client of [app, publicApp]) {
      const answer = await devices.start(client, { scope: 'openid' });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const started = answer.json as unknown as Started;
      expect(started).toEqual({
        device_code: expect.stringMatching(/^dc_[\w-]{43}$/),
        user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
        verification_uri: `${server.origin}/demo/device`,
        verification_uri_complete: `${server.origin}/demo/device?code=${started.user_code}`,
        expires_in: 600,
        interval: 5,
      });
    }
  });

  it('T057 refuses a confidential client that only names itself', async () => {
    const form = { client_id: app.clientId, scope: 'openid' };
    for (const path of ['/demo/oauth2/v1', '/oauth2']) {
      const answer = await server.send('POST', `${path}/device_authorization`, { form });
      expect(outcomeOf(answer)).toBe('401 invalid_client');
    }
  });

  it('asks for as much as an authorization request may, and no more', async () => {
    const refusalOf = async (form: Record<string, string>, client = vendorClient()): Promise<string> =>
      outcomeOf(await devices.start(client, form));
    expect(await refusalOf({ scope: 'tickets.ticket.r' })).toBe('400 invalid_scope');
    expect(await refusalOf({ scope: 'Org.no.such.r' })).toBe('400 invalid_scope');
    expect(await refusalOf({ scope: `Org.${READ} Per.directory.person.r` })).toBe('400 invalid_scope');
    expect(await refusalOf({ scope: `Per/01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11.directory.person.r` })).toBe(
      '400 invalid_scope',
    );
    expect(await refusalOf({ scope: 'Org.directory.person.r' })).toBe('400 invalid_scope');
    expect(await refusalOf({ scope: 'openid', resource: 'https://nowhere.example/' }, app)).toBe('400 invalid_target');
    expect(await refusalOf({ scope: `Org.${READ}` })).toBe('200');
  });

  it('is for clients that may use the flow: those of the code flow, but a first-party one only by name', async () => {
    const outcome = async (changes: Parameters<TestServer['createApp']>[0]): Promise<string> =>
      outcomeOf(await devices.start(await server.createApp(changes), { scope: 'openid' }));
    expect(await outcome({ grantTypes: ['client_credentials'] })).toBe('400 unauthorized_client');
    expect(await outcome({ grantTypes: [DEVICE_CODE], redirectUris: [] })).toBe('200');
    expect(await outcome({ firstParty: true })).toBe('400 unauthorized_client');
    expect(await outcome({ firstParty: true, grantTypes: ['authorization_code', DEVICE_CODE] })).toBe('200');
    const stranger = await server.createApp({ grantTypes: ['client_credentials'] });
    expect(outcomeOf(await devices.poll(stranger, { device_code: 'dc_x' }))).toBe('400 unauthorized_client');
  });

  it('stands in the metadata, and lets pages of other origins ask', async () => {
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    expect(json).toMatchObject({ device_authorization_endpoint: `${server.issuer}/device_authorization` });
    expect(json['grant_types_supported']).toContain(DEVICE_CODE);
    for (const path of ['/demo/oauth2/v1/device_authorization', '/oauth2/device_authorization']) {
      const headers = { origin: 'https://spa.test', 'access-control-request-method': 'POST' };
      const preflight = await server.send('OPTIONS', path, { headers });
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
      expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    }
  });

  it('keeps no device code that could be used', async () => {
    const { device_code } = await devices.started(app, { scope: 'openid' });
    const rows = await server.app.get(Database).query<object>('SELECT * FROM device_authorizations');
    expect(JSON.stringify(rows)).not.toContain(device_code.slice(3));
  });

  it('limits what one address begins for clients that prove nothing', async () => {
    const many = await server.createApp({ isPublic: true });
    const outcomes = new Set<string>();
    for (let i = 0; i < 61; i += 1) outcomes.add(outcomeOf(await devices.start(many, { scope: 'openid' })));
    expect([...outcomes]).toEqual(['200', '429 temporarily_unavailable']);
    expect(outcomeOf(await devices.start(app, { scope: 'openid' }))).toBe('200');
    later(60);
    expect(outcomeOf(await devices.start(many, { scope: 'openid' }))).toBe('200');
  });
});

describe('polling (RFC 8628 §3.4, §3.5)', () => {
  it('waits for the person, and ends with tokens', async () => {
    const { user, visitor } = await people.person();
    const started = await devices.started(app, { scope: 'openid profile tickets.ticket.r' });
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 authorization_pending');
    later(5);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 authorization_pending');
    await devices.decide(visitor, started);
    const { status, json } = await devices.poll(app, started);
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3_600, scope: 'openid profile tickets.ticket.r' });
    expect(jwtParts(String(json['access_token'])).claims).toMatchObject({ sub: user.id, client_id: app.clientId });
    expect(jwtParts(String(json['id_token'])).claims).toMatchObject({ sub: user.id, aud: app.clientId });
    expect(jwtParts(String(json['id_token'])).claims['auth_time']).toEqual(expect.any(Number));
    expect((await server.refresh(app, String(json['refresh_token']))).status).toBe(200);
  });

  it('gives what was ticked and no more', async () => {
    const { visitor } = await people.person();
    const started = await devices.started(app, { scope: 'openid profile email' });
    await devices.decide(visitor, started, { scope: 'email' });
    expect((await devices.poll(app, started)).json['scope']).toBe('openid email');
    const other = await devices.started(app, { scope: 'openid' });
    const { status } = await devices.decide(visitor, other, { scope: 'openid profile' });
    expect(status).toBe(400);
    expect(outcomeOf(await devices.poll(app, other))).toBe('400 authorization_pending');
  });

  it('tells who polls too soon to slow down, by five seconds each time', async () => {
    const started = await devices.started(app, { scope: 'openid' });
    const outcomes: string[] = [];
    for (const wait of [0, 1, 5, 10, 14, 15]) {
      later(wait);
      outcomes.push(outcomeOf(await devices.poll(app, started)).slice(4));
    }
    expect(outcomes).toEqual([
      ...['authorization_pending', 'slow_down', 'slow_down'],
      ...['slow_down', 'slow_down', 'slow_down'],
    ]);
    later(30);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 authorization_pending');
  });

  it('locks nobody out who polls twice a second: in the end there are tokens', async () => {
    const { visitor } = await people.person();
    const started = await devices.started(publicApp, { scope: 'openid' });
    const outcomes = new Set<string>();
    for (let i = 0; i < 120; i += 1) {
      outcomes.add(outcomeOf(await devices.poll(publicApp, started)));
      later(0.5);
    }
    expect([...outcomes]).toEqual(['400 authorization_pending', '400 slow_down']);
    await devices.decide(visitor, started);
    expect((await devices.poll(publicApp, started)).status).toBe(200);
  });

  it('ends with access_denied where the person says no', async () => {
    const { visitor } = await people.person();
    const started = await devices.started(app, { scope: 'openid' });
    expect((await devices.decide(visitor, started, { decision: 'deny' })).status).toBe(200);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 access_denied');
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 access_denied');
  });

  it('ends with expired_token after ten minutes, decided or not', async () => {
    const { started } = await allowed();
    const undecided = await devices.started(app, { scope: 'openid' });
    later(599);
    expect(outcomeOf(await devices.poll(app, undecided))).toBe('400 authorization_pending');
    later(1);
    expect(outcomeOf(await devices.poll(app, undecided))).toBe('400 expired_token');
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 expired_token');
  });

  it('is for the client that began, and a stranger’s attempt spends nothing', async () => {
    const { started } = await allowed();
    expect(outcomeOf(await devices.poll(publicApp, started))).toBe('400 invalid_grant');
    expect(outcomeOf(await devices.poll(app, { device_code: `${started.device_code}x` }))).toBe('400 invalid_grant');
    expect(outcomeOf(await server.token(app, { grant_type: DEVICE_CODE }))).toBe('400 invalid_request');
    expect((await devices.poll(app, started)).status).toBe(200);
  });

  it('answers once: a code used again is refused, and kills what it gave', async () => {
    const { started } = await allowed('openid offline_access');
    const won = await devices.poll(app, started);
    expect(await server.isActive(app, accessTokenOf(won))).toBe(true);
    expect(outcomeOf(await devices.poll(publicApp, started))).toBe('400 invalid_grant');
    expect(await server.isActive(app, accessTokenOf(won))).toBe(true);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 invalid_grant');
    expect(await server.isActive(app, accessTokenOf(won))).toBe(false);
    expect(outcomeOf(await server.refresh(app, String(won.json['refresh_token'])))).toBe('400 invalid_grant');
  });

  it('issues tokens for the resource that was asked for, and for no other', async () => {
    const { visitor } = await people.person();
    const form = { scope: 'tickets.ticket.r', resource: 'https://tickets.example/' };
    const started = await devices.started(app, form);
    await devices.decide(visitor, started);
    expect(outcomeOf(await devices.poll(app, started, { resource: server.issuer }))).toBe('400 invalid_target');
    const { claims } = jwtParts(accessTokenOf(await devices.poll(app, started)));
    expect(claims['aud']).toEqual('https://tickets.example/');
  });
});

describe('what has ended since the person said yes', () => {
  it('is not given any more: the consent', async () => {
    const { started, person } = await allowed();
    const page = await person.visitor.get('/demo/account');
    const id = /\/account\/apps\/([0-9a-f-]{36})/.exec(page.text)?.[1] ?? '';
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const answer = await person.visitor.post(`/demo/account/apps/${id}/withdraw`, { form: { csrf } });
    expect(answer.status).toBe(303);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 invalid_grant');
  });

  it('is not given any more: the credentials', async () => {
    const { started, person } = await allowed();
    later(1);
    await server.app
      .get(Database)
      .execute('UPDATE users SET credentials_not_before = $1 WHERE id = $2', [server.clock.now(), person.user.id]);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 invalid_grant');
  });

  it('is not given any more: the account', async () => {
    const { started, person } = await allowed();
    await server.app.get(Database).execute("UPDATE users SET status = 'disabled' WHERE id = $1", [person.user.id]);
    expect(outcomeOf(await devices.poll(app, started))).toBe('400 invalid_grant');
  });

  it('is given even so where only the browser’s session has ended: the device is not that browser', async () => {
    const { started, person } = await allowed();
    const page = await person.visitor.open('/demo/sign-out');
    await person.visitor.submit(page, {});
    const { status, json } = await devices.poll(app, started);
    expect(status).toBe(200);
    expect(jwtParts(String(json['access_token'])).claims['sid']).toBeUndefined();
    expect(await server.isActive(app, String(json['access_token']))).toBe(true);
  });
});

describe('a device for an organization', () => {
  it('installs the app for the organization that its admin picks', async () => {
    const organization = await people.organization();
    const { answer } = await devices.tokens(
      organization.owner.visitor,
      vendorClient(),
      { scope: `Org.${READ} Org.${MEMBERS}` },
      { organization: organization.id },
    );
    expect(answer.status).toBe(200);
    expect(answer.json['scope']).toBe(`${READ} ${MEMBERS}`);
    const token = accessTokenOf(answer);
    expect(jwtParts(token).claims).toMatchObject({ sub: organization.id, bearer_type: 'organization' });
    expect((await people.withToken(token, 'GET', organization.path)).status).toBe(200);
    expect(await apps.installations(organization)).toHaveLength(1);
    expect((await server.refresh(vendorClient(), String(answer.json['refresh_token']))).status).toBe(200);
  });

  it('is asked about the one that the scope names, and makes a new one where none is named', async () => {
    const organization = await people.organization('Named Here');
    const scope = `Org/${organization.id}.${READ}`;
    const started = await devices.started(vendorClient(), { scope });
    expect((await devices.entered(organization.owner.visitor, started)).text).toContain('Named Here');
    const stranger = await people.person();
    expect((await devices.entered(stranger.visitor, started)).status).toBe(400);
    const { answer } = await devices.tokens(
      stranger.visitor,
      vendorClient(),
      { scope: `Org.${READ}` },
      { organization: 'new', organization_name: 'Made By Device' },
    );
    expect(jwtParts(accessTokenOf(answer)).claims['bearer_type']).toBe('organization');
  });

  it('acts for it in the name of a member, until the roles change', async () => {
    const organization = await people.organization();
    await apps.installed(organization, vendorApp, [READ]);
    const member = await people.member(organization, ['member']);
    const scope = `Per>Org/${organization.id}.${READ}`;
    const picked = { organization: organization.id };
    const { answer } = await devices.tokens(member.visitor, vendorClient(), { scope }, picked);
    expect(jwtParts(accessTokenOf(answer)).claims).toMatchObject({ sub: organization.id });
    const started = await devices.started(vendorClient(), { scope });
    await devices.decide(member.visitor, started, picked);
    const path = `${organization.path}/memberships/${member.membershipId}`;
    const changed = await people.call(organization.owner.visitor, 'PATCH', path, { roles: ['member', 'admin'] });
    expect(changed.status).toBe(200);
    expect(outcomeOf(await devices.poll(vendorClient(), started))).toBe('400 invalid_grant');
  });

  it('T167 gets nothing once the app is uninstalled', async () => {
    const organization = await people.organization();
    const started = await devices.started(vendorClient(), { scope: `Org.${READ}` });
    await devices.decide(organization.owner.visitor, started, { organization: organization.id });
    const [installation] = await apps.installations(organization);
    const path = `${organization.path}/installations/${String(installation?.['id'])}`;
    await people.call(organization.owner.visitor, 'DELETE', path);
    expect(outcomeOf(await devices.poll(vendorClient(), started))).toBe('400 invalid_grant');
  });
});

describe('the strict surface', () => {
  it('does the same at /oauth2, by forms only', async () => {
    const strict = new DeviceTests(server, '/oauth2');
    const { visitor } = await people.person();
    const started = await strict.started(publicApp, { scope: 'openid' });
    expect(outcomeOf(await strict.poll(publicApp, started))).toBe('400 authorization_pending');
    await strict.decide(visitor, started);
    expect((await strict.poll(publicApp, started)).status).toBe(200);
    const sent = { json: { client_id: publicApp.clientId, scope: 'openid' } };
    expect(outcomeOf(await server.send('POST', '/oauth2/device_authorization', sent))).toBe('400 invalid_request');
    expect((await server.send('POST', '/demo/oauth2/v1/device_authorization', sent)).status).toBe(200);
  });
});

describe('what is left', () => {
  it('is removed a day after its end', async () => {
    await devices.started(app, { scope: 'openid' });
    const count = async (): Promise<number> =>
      (await server.app.get(Database).query('SELECT 1 FROM device_authorizations')).length;
    later(600 + 23 * 3_600);
    await server.app.get(Pruning).prune();
    expect(await count()).toBeGreaterThan(0);
    later(3_601);
    await server.app.get(Pruning).prune();
    expect(await count()).toBe(0);
  });
});
