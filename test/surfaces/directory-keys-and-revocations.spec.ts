import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { AppTests, type VendorApp } from '../support/apps.js';
import { asTestApp, DirectoryTests, listOf, refusalOf } from '../support/directory.js';
import { OrganizationTests, type Person } from '../support/organizations.js';
import { TestServer } from '../support/server.js';
import { StatementLog } from '../support/statements.js';

const SCOPES = ['directory.person.r', 'directory.organization.r'];

let server: TestServer;
let organizations: OrganizationTests;
let apps: AppTests;
let directory: DirectoryTests;
let app: VendorApp;
let person: Person;
beforeAll(async () => {
  server = await TestServer.start();
  organizations = new OrganizationTests(server);
  apps = new AppTests(organizations);
  directory = new DirectoryTests(server, apps);
  app = await directory.app(SCOPES);
  person = await organizations.person();
});
afterAll(() => server.stop());

const token = (): Promise<string> => directory.personToken(person.user, app, 'directory.person.r');
const idOf = (text: string): string => {
  const [, payload = ''] = text.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: string }).jti;
};
const revokedIds = async (): Promise<readonly string[]> => {
  // What anyone may ask is read from the database once a second at most.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  const { status, json } = await directory.get('revoked_access_tokens');
  expect(status).toBe(200);
  return json['revoked_token_ids'] as readonly string[];
};

describe('GET /jwt_public_keys', () => {
  it('has the RSA keys alone, which verify the tokens of the directory', async () => {
    const { json, headers } = await directory.get('jwt_public_keys.json');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    for (const key of json['keys'] as readonly object[]) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig' });
    }
    const text = await token();
    const keys = createLocalJWKSet(json as unknown as JSONWebKeySet);
    const { protectedHeader, payload } = await jwtVerify(text, keys, { currentDate: new Date(server.clock.now()) });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload.jti).toBe(idOf(text));
  });

  it('is not sent again to who has it', async () => {
    const tag = (await directory.get('jwt_public_keys')).headers.get('etag') ?? '';
    const again = await directory.get('jwt_public_keys', undefined, { headers: { 'if-none-match': `W/${tag}` } });
    expect([again.status, again.text]).toEqual([304, '']);
  });
});

describe('POST /revoked_access_tokens', () => {
  it('revokes the token that it is asked with, whatever the body', async () => {
    const [own, other] = [await token(), await token()];
    const json = { zaikio_hub_revoked_access_token: {}, access_token_id: idOf(other) };
    const answer = await directory.send('POST', 'revoked_access_tokens.json', { token: own, json });
    expect([answer.status, answer.json]).toEqual([201, { access_token_id: idOf(own) }]);
    expect(refusalOf(await directory.get('person', own))).toEqual([403, ['invalid_jwt']]);
    expect((await directory.get('person', other)).status).toBe(200);
    const ids = await revokedIds();
    expect(ids).toContain(idOf(own));
    expect(ids).not.toContain(idOf(other));
  });

  it('revokes tokens of organizations, and needs one that holds', async () => {
    const organization = await organizations.organization();
    const own = await directory.connected(app, organization, ['directory.organization.r']);
    const revoke = () => directory.send('POST', 'revoked_access_tokens', { token: own });
    expect((await revoke()).status).toBe(201);
    expect(refusalOf(await revoke())).toEqual([403, ['invalid_jwt']]);
    expect(refusalOf(await directory.send('POST', 'revoked_access_tokens'))).toEqual([401, ['no_jwt_passed']]);
  });
});

describe('GET /revoked_access_tokens', () => {
  it('names what died with something that it hung on, whatever that was', async () => {
    const alive = await token();
    const organization = await organizations.organization();
    const { path } = await apps.installed(organization, app, ['directory.organization.r']);
    const ofOrganization = await directory.organizationToken(organization, app, ['directory.organization.r']);
    const suspended = await organizations.organization();
    const ofSuspended = await directory.connected(app, suspended, ['directory.organization.r']);
    const other = await directory.app(SCOPES);
    const ofDisabled = await directory.personToken(person.user, other, 'directory.person.r');
    const { access_token: ofFamily, refresh_token: refresh } = await server.tokens(person.user, asTestApp(app), {
      scope: 'directory.person.r offline_access',
    });

    await organizations.call(organization.owner.visitor, 'DELETE', path);
    await organizations.call(suspended.owner.visitor, 'POST', `${suspended.path}/suspend`);
    await organizations.call(other.vendor.owner.visitor, 'POST', `${other.path}/disable`);
    await server.token(asTestApp(app), { token: refresh }, 'revoke');
    const ids = await revokedIds();
    expect(ids).toEqual(expect.arrayContaining([ofOrganization, ofSuspended, ofDisabled, ofFamily].map(idOf)));
    expect(ids).not.toContain(idOf(alive));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names no token that has expired', async () => {
    const own = await token();
    await directory.send('POST', 'revoked_access_tokens', { token: own });
    expect(await revokedIds()).toContain(idOf(own));
    server.clock.advance(3_601_000);
    expect(await revokedIds()).toEqual([]);
  });

  it('costs no query while nothing is revoked, and is not sent again to who has it', async () => {
    const ids = await revokedIds();
    const first = await directory.get('revoked_access_tokens');
    expect(first.headers.get('cache-control')).toBe('public, max-age=5');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await directory.get('revoked_access_tokens', undefined, { headers });
    expect([again.status, again.text, ids]).toEqual([304, '', []]);
    const log = new StatementLog();
    expect(await log.during(() => revokedIds())).toEqual([]);
    log.stop();
  });
});

describe('GET /roles', () => {
  it('has the order of the bits, in the language that is asked for', async () => {
    const english = listOf(await directory.get('roles'));
    expect(english.map(({ id }) => id)).toEqual([
      ...['owner', 'admin', 'member', 'purchaser', 'production_planner', 'customer_service_representative'],
      ...['sales_representative', 'designer', 'developer'],
    ]);
    expect(english[0]).toEqual({ id: 'owner', name: 'Owner' });
    expect(listOf(await directory.get('roles.json?lang=de-AT'))[0]).toEqual({ id: 'owner', name: 'Inhaber' });
    expect(listOf(await directory.get('roles?lang=xx&='))).toEqual(english);
  });
});
