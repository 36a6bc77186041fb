import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { AppTests, type VendorApp } from '../support/apps.js';
import { OrganizationTests } from '../support/organizations.js';
import { REDIRECT_URI, TestServer } from '../support/server.js';
import { signInAndAllow } from './person.js';

const PERSON = 'directory.person.r';
const READ = 'directory.organization.r';

let server: TestServer;
let apps: AppTests;
let people: OrganizationTests;
let app: VendorApp;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  app = await apps.app({ scopes: [PERSON, READ], redirectUris: [REDIRECT_URI] });
});
afterAll(() => server.stop());

/** As the demo for Node.js has it. */
function configuration(options: object, forPeople = true): object {
  const auth = {
    tokenHost: server.origin,
    tokenPath: '/oauth/access_token',
    ...(forPeople && { authorizePath: '/oauth/authorize' }),
    revokePath: '/api/v1/revoked_access_tokens',
  };
  return { client: { id: app.clientId, secret: app.clientSecret }, auth, options: { scopeSeparator: ',', ...options } };
}

describe.each([
  ['form-encoded Basic', {}],
  ['raw Basic', { credentialsEncodingMode: 'loose' }],
  ['its secret in a form', { authorizationMethod: 'body' }],
  ['its secret in JSON', { authorizationMethod: 'body', bodyFormat: 'json' }],
])('simple-oauth2 at /oauth with %s', (_, options) => {
  it('exchanges a code with a scope beside it, and refreshes', async () => {
    const client = new AuthorizationCode(configuration(options));
    const link = client.authorizeURL({ redirect_uri: REDIRECT_URI, scope: `Per.${PERSON}`, state: 'abc' });
    const back = await signInAndAllow(server, await server.createUser(), new URL(link));
    const code = back.searchParams.get('code') ?? '';
    const first = await client.getToken({ code, redirect_uri: REDIRECT_URI, scope: PERSON });
    expect(first.token).toMatchObject({ token_type: 'bearer', scope: PERSON, expires_in: 3600 });
    expect(first.expired()).toBe(false);
    const renewed = await first.refresh();
    expect(renewed.token.access_token).not.toBe(first.token.access_token);
    await expect(first.refresh()).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } });
  });

  it('gets the token of an organization', async () => {
    const organization = await people.organization();
    await apps.installed(organization, app, [READ]);
    const { token } = await new ClientCredentials(configuration(options, false)).getToken({
      scope: `Org/${organization.id}.${READ}`,
    });
    expect(token.scope).toBe(READ);
  });
});

describe('the code flow of Ruby', () => {
  it('redeems with the address at which it was called back, our answer included', async () => {
    const client = new AuthorizationCode(configuration({}));
    const link = client.authorizeURL({ redirect_uri: REDIRECT_URI, scope: PERSON, state: 'abc' });
    const back = await signInAndAllow(server, await server.createUser(), new URL(link));
    const { token } = await client.getToken({ code: back.searchParams.get('code') ?? '', redirect_uri: back.href });
    expect(token.scope).toBe(PERSON);
  });
});

describe('the device call of Python', () => {
  it('has all in the query, as it is', async () => {
    const open = await apps.app({ scopes: [PERSON, READ], redirectUris: [REDIRECT_URI], confidential: false });
    const query = `client_id=${open.clientId}&scope=Org.${READ},Org.${READ}`;
    const answer = await server.send('POST', `/oauth/device_authorizations/authorize?${query}`, {
      headers: { accept: '*/*' },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ device_code: expect.any(String), user_code: expect.any(String) });
  });
});
