import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { AppLogger } from '../../src/platform/index.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { outcomeOf } from '../support/code-flow.js';
import { DEVICE_CODE, DeviceTests, type Started } from '../support/device.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person, type TestMember, type TestOrganization } from '../support/organizations.js';
import { REDIRECT_URI, TestServer } from '../support/server.js';
import { tokensIn, ZaikioOAuthTests, type ZaikioTokens } from '../support/zaikio-oauth.js';

const PERSON = 'directory.person.r';
const READ = 'directory.organization.r';
const SITES = 'directory.sites.rw';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY = 24 * 60 * 60_000;

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let oauth: ZaikioOAuthTests;
let app: VendorApp;
let person: Person;
const lines: string[] = [];
const logger = new AppLogger('trace', { write: (line: string) => void lines.push(line) });
beforeAll(async () => {
  server = await TestServer.start({ logger });
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  oauth = new ZaikioOAuthTests(server);
  app = await apps.app({ name: 'zaikio_app', scopes: [PERSON, READ, SITES], redirectUris: [REDIRECT_URI] });
  person = await people.person();
});
afterAll(() => server.stop());

const on = (prefix: string, ...names: string[]): string => names.map((name) => `${prefix}.${name}`).join(',');
const keys = () => createRemoteJWKSet(new URL(`${server.origin}/api/v1/jwt_public_keys`));

async function verified(token: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys(), {
    algorithms: ['RS256'],
    currentDate: new Date(server.clock.now()),
  });
  return payload;
}

async function connected(...scopes: string[]): Promise<TestOrganization> {
  const organization = await people.organization();
  await apps.installed(organization, app, scopes);
  return organization;
}

const installationPath = async (organization: TestOrganization): Promise<string> => {
  const [installation] = await apps.installations(organization);
  return `${organization.path}/installations/${String(installation?.['id'])}`;
};

describe('GET /oauth/authorize', () => {
  it('brings a code and the state, and needs no response_type', async () => {
    const back = await oauth.authorize(person.visitor, app, { scope: PERSON });
    expect(back.searchParams.get('code')).toMatch(/^ac_/);
    expect(back.searchParams.get('state')).toBe('state-1');
  });

  it('takes the first registered redirect URI where none is sent', async () => {
    const two = await apps.app({ scopes: [PERSON], redirectUris: ['https://one.test/cb', 'https://two.test/cb'] });
    const { location } = await oauth.open(person.visitor, two, { scope: PERSON, redirect_uri: undefined });
    expect(location).toMatch(/^https:\/\/one\.test\/cb\?code=ac_/);
  });

  it('knows scopes by commas, spaces and both prefixes', async () => {
    const both = await oauth.tokens(person.visitor, app, `Per.zaikio.person.r, ${PERSON}`);
    expect(both.scope).toBe(PERSON);
  });

  it.each([
    ['no client id', { client_id: undefined }, 422, 'error: The client ID parameter is missing'],
    ['an unknown client', { client_id: 'nobody' }, 403, 'error: This client is not known'],
    [
      'an unknown redirect URI',
      { redirect_uri: 'https://evil.test/' },
      403,
      'error: The redirect URI is unknown or malformed',
    ],
    [
      'a decorated redirect URI',
      { redirect_uri: `${REDIRECT_URI}?x=1` },
      403,
      'error: The redirect URI is unknown or malformed',
    ],
  ])('answers %s in words, and sends nobody anywhere', async (_, changes, status, text) => {
    const answer = await server.send('GET', oauth.authorizePath(app, changes));
    expect([answer.status, answer.text, answer.location]).toEqual([status, text, undefined]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it.each(['client_id=a&client_id=b', 'client_id=%ff'])('answers %s in words too', async (query) => {
    const answer = await server.send('GET', `/oauth/authorize?${query}`);
    expect([answer.status, answer.location]).toEqual([400, undefined]);
    expect(answer.text).toMatch(/^error: /);
  });

  it.each([
    [
      'a challenge by plain',
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request',
      /S256/,
    ],
    ['a method that is missing', { code_challenge: 'x'.repeat(43) }, 'invalid_request', /S256/],
    [
      'an undesired scope',
      { scope: 'directory.person.w' },
      'invalid_scope',
      /^scope_is_not_included_in_desired_scopes: /,
    ],
    ['two bearers', { scope: `${PERSON},Org.${READ}` }, 'invalid_scope', /^different_bearer_types: /],
    ['a scope as a list', { 'scope[]': PERSON }, 'invalid_request', /./],
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type', /./],
  ])('tells the app of %s', async (_, changes, error, description) => {
    const back = await oauth.authorize(person.visitor, app, { scope: PERSON, ...changes });
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.get('error_description')).toMatch(description);
    expect(back.searchParams.get('state')).toBe('state-1');
  });

  it('refuses what is sent twice, and ignores what it does not know', async () => {
    const path = `${oauth.authorizePath(app, { scope: PERSON })}&state=2`;
    expect((await person.visitor.open(path)).location).toContain('error=invalid_request');
    const more = { redirect_with_error: '1', prompt_email_confirmation: '1', prompt: 'whatever', person_id: 'x' };
    const lists = '&organization[kinds][]=a&organization[kinds][]=b';
    const answer = await person.visitor.open(oauth.authorizePath(app, { scope: PERSON, ...more }) + lists);
    expect(answer.location).toContain('code=');
  });

  it('demands PKCE of a public client', async () => {
    const open = await publicApp();
    const back = await oauth.authorize(person.visitor, open, { scope: PERSON });
    expect(back.searchParams.get('error')).toBe('invalid_request');
    expect(back.searchParams.get('error_description')).toMatch(/must use PKCE/);
  });

  it('hands on whom the app expects, in which language, and that it shall be a fresh sign-in', async () => {
    const changes = { scope: PERSON, login: 'grace@example.com', lang: 'de', force_login: '1' };
    const page = await person.visitor.open(oauth.authorizePath(app, changes));
    expect(page.text).toContain('lang="de"');
    expect(page.text).toContain('name="password"');
    expect(page.text).toContain('value="grace@example.com"');
  });

  it.each([{ show_signup: '1' }, { prompt: 'signup' }])(
    'begins with the form for a new account: %j',
    async (changes) => {
      const suggested = { 'person[first_name]': 'Ada', 'person[name]': 'Lovelace', 'person[email]': 'ada@example.com' };
      const page = await server.visitor().open(oauth.authorizePath(app, { scope: PERSON, ...changes, ...suggested }));
      expect(page.text).toContain('autocomplete="new-password"');
      expect(page.text).toContain('value="Ada Lovelace"');
      expect(page.text).toContain('value="ada@example.com"');
    },
  );

  it('makes no account where the app wants none', async () => {
    const visitor = server.visitor();
    const changes = { scope: PERSON, signup: 'false', show_signup: '1' };
    const forward = await visitor.get(oauth.authorizePath(app, changes));
    const signIn = await visitor.get((await visitor.get(forward.location ?? '')).location ?? '');
    expect(signIn.text).toContain('autocomplete="current-password"');
    expect(signIn.text).not.toContain('/sign-up?request=');
    const request = /request=([\w-]+)/.exec(signIn.text)?.[1] ?? '';
    expect((await visitor.get(`/demo/sign-up?request=${request}`)).status).toBe(403);
    expect((await visitor.submit(signIn, {})).status).not.toBe(403);
    const form = { identifier: 'new@example.com', name: 'New', password: 'four words nobody guesses' };
    expect((await visitor.post(`/demo/sign-up?request=${request}`, { form })).status).toBe(403);
  });

  it('suggests a name for a new organization', async () => {
    const page = await person.visitor.open(
      oauth.authorizePath(app, { scope: `Org.${READ}`, 'organization[name]': 'Gutenberg Ltd' }),
    );
    expect(page.text).toContain('value="Gutenberg Ltd"');
  });
});

async function publicApp(): Promise<VendorApp> {
  const open = await apps.app({ scopes: [PERSON, READ], redirectUris: [REDIRECT_URI], confidential: false });
  return { ...open, clientSecret: '' };
}

describe('POST /oauth/access_token', () => {
  it('answers in the words of Zaikio', async () => {
    const { status, json, headers } = await oauth.token(app, await oauth.code(person.visitor, app, PERSON));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.stringMatching(/^rt_/),
      token_type: 'bearer',
      scope: PERSON,
      audiences: ['zaikio_app', server.issuer],
      expires_in: 3_600,
      bearer: { id: person.user.id, type: 'Person' },
    });
  });

  it('reads the query, a form and JSON, under both names of the path', async () => {
    const [clientId, clientSecret] = [app.clientId, app.clientSecret];
    const own = { client_id: clientId, client_secret: clientSecret };
    const organization = await connected(READ);
    const wish = { grant_type: 'client_credentials', scope: `Org/${organization.id}.${READ}` };
    const answers = await Promise.all([
      oauth.post({ query: { ...own, ...wish } }),
      oauth.post({ form: { ...own, ...wish } }),
      oauth.post({ json: { ...own, ...wish } }),
      oauth.post({ query: wish, json: own }),
      oauth.post({ query: { ...own, ...wish }, form: own }),
      oauth.post({ path: '/oauth/access_token.json', json: { ...own, ...wish } }),
    ]);
    expect(answers.map(outcomeOf)).toEqual(Array(6).fill('200'));
    const twice = await oauth.post({ query: { ...own, ...wish }, form: { client_id: 'another' } });
    expect(outcomeOf(twice)).toBe('400 invalid_request');
  });

  it.each([
    ['application/json', /^application\/json/, /^\{"access_token":/],
    ['*/*', /^application\/json/, /^\{"access_token":/],
    ['image/png', /^application\/json/, /^\{"access_token":/],
    ['application/xml', /^application\/xml/, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<OAuth><access_token>ey/],
    [
      'text/xml;q=0.9, application/json;q=0.1',
      /^text\/xml/,
      /<bearer><id>[0-9a-f-]{36}<\/id><type>Person<\/type><\/bearer>/,
    ],
    ['text/plain', /^text\/plain/, /^access_token=ey[\w.-]+&token_type=bearer$/],
  ])('answers %s', async (accept, contentType, text) => {
    const code = await oauth.code(person.visitor, app, PERSON);
    const answer = await oauth.token(app, code, { headers: { accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(contentType);
    expect(answer.text).toMatch(text);
  });

  it.each([
    [
      'application/xml',
      '<OAuth><error>invalid_grant</error><error_description>the authorization code is not valid</error_description></OAuth>',
    ],
    ['text/plain', 'invalid_grant\nthe authorization code is not valid'],
    ['application/json', '{"error":"invalid_grant","error_description":"the authorization code is not valid"}'],
  ])('refuses in %s', async (accept, text) => {
    const answer = await oauth.token(app, { code: 'ac_none' }, { headers: { accept } });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
    expect(answer.headers.get('content-type')).toContain(accept);
    expect(answer.text).toContain(text);
  });

  it('puts nothing into XML that would be markup', async () => {
    const odd = { grant_type: 'client_credentials', scope: '<a>&"\'' };
    const answer = await oauth.token(app, odd, { headers: { accept: 'text/xml' } });
    expect([answer.status, /<a>|&(?!#\d+;)/.test(answer.text)]).toEqual([400, false]);
  });

  it('names what is wrong with a scope', async () => {
    const { status, json } = await oauth.credentials(app, `Org/${person.user.id}.${READ}`);
    expect(status).toBe(400);
    expect(json).toEqual({
      error: 'invalid_scope',
      error_description: expect.stringMatching(/^bearer_does_not_exist: /),
      errors: { scopes: ['bearer_does_not_exist'] },
    });
  });

  it('tolerates a repeated scope and a decorated redirect URI, but no other address', async () => {
    const decorated = `${REDIRECT_URI}?code=ac_x&state=state-1&iss=${encodeURIComponent(server.issuer)}`;
    for (const redirectUri of [undefined, REDIRECT_URI, decorated]) {
      const code = await oauth.code(person.visitor, app, PERSON);
      const answer = await oauth.token(app, { ...code, scope: 'anything,else', redirect_uri: redirectUri });
      expect([answer.status, answer.json['scope']]).toEqual([200, PERSON]);
    }
    for (const redirectUri of ['https://evil.test/cb?code=x', `${REDIRECT_URI}/x`, `${REDIRECT_URI}?x=1&code=x`]) {
      const code = await oauth.code(person.visitor, app, PERSON);
      expect(outcomeOf(await oauth.token(app, { ...code, redirect_uri: redirectUri }))).toBe('400 invalid_grant');
    }
  });

  it('keeps the query of a registered redirect URI when it takes our answer out', async () => {
    const registered = 'https://app.test/cb?tenant=1';
    const own = await apps.app({ scopes: [PERSON], redirectUris: [registered] });
    const { location } = await oauth.open(person.visitor, own, { scope: PERSON, redirect_uri: registered });
    const code = new URL(location ?? '').searchParams.get('code') ?? '';
    expect((await oauth.token(own, { code, redirect_uri: location })).status).toBe(200);
  });

  it('is for a public client with PKCE and no secret, which may be empty', async () => {
    const open = await publicApp();
    const first = await oauth.code(person.visitor, open, PERSON);
    const { status, json } = await oauth.post({ json: { client_id: open.clientId, client_secret: '', ...first } });
    expect(status).toBe(200);
    const renewed = await oauth.refresh(open, String(json['refresh_token']));
    expect(renewed.status).toBe(200);
    const { code } = await oauth.code(person.visitor, open, PERSON);
    expect(outcomeOf(await oauth.token(open, { code }))).toBe('400 invalid_grant');
    const grant = { grant_type: 'client_credentials', scope: `Org.${READ}` };
    expect(outcomeOf(await oauth.token(open, grant))).toBe('400 unauthorized_client');
  });

  it('T057 T060 wants the secret of a confidential client, and challenges who tried Basic', async () => {
    const code = await oauth.code(person.visitor, app, PERSON);
    const bare = await oauth.post({ form: { client_id: app.clientId, client_secret: '', ...code } });
    expect([outcomeOf(bare), bare.headers.get('www-authenticate')]).toEqual(['401 invalid_client', expect.any(String)]);
    const wrong = await oauth.token({ ...app, clientSecret: 'cs_wrong' }, code);
    expect([outcomeOf(wrong), wrong.headers.get('www-authenticate')]).toEqual([
      '401 invalid_client',
      expect.stringMatching(/^Basic /),
    ]);
    expect((await oauth.token(app, code)).status).toBe(200);
  });

  it('T038 is for POST alone', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await server.send(method, '/oauth/access_token?code=x')).status).toBe(405);
    }
  });

  it('T040 knows no other grant', async () => {
    const none = await oauth.token(app, {});
    expect([outcomeOf(none), none.json['error_description']]).toEqual(['400 invalid_request', 'grant_type is missing']);
    for (const type of ['password', 'implicit', 'Client_Credentials', '__proto__']) {
      expect(outcomeOf(await oauth.token(app, { grant_type: type }))).toBe('400 unsupported_grant_type');
    }
  });

  it('is open to scripts of any page, its refusals too', async () => {
    const headers = { origin: 'https://spa.test' };
    const answer = await oauth.token(app, { code: 'ac_none' }, { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    for (const path of ['access_token', 'access_token.json', 'device_authorizations/authorize']) {
      const asked = { ...headers, 'access-control-request-method': 'POST' };
      const preflight = await server.send('OPTIONS', `/oauth/${path}`, { headers: asked });
      expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
      expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization/i);
    }
  });
});

describe('tokens', () => {
  it('of a person are JWTs as the readers of the directory want them', async () => {
    const { access_token: token } = await oauth.tokens(person.visitor, app, PERSON);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', kid: expect.stringMatching(/./) });
    const claims = await verified(token);
    const issuedAt = Math.floor(server.clock.now() / 1000);
    expect(claims).toMatchObject({
      iss: server.issuer,
      sub: `Person/${person.user.id}`,
      aud: ['zaikio_app', server.issuer],
      jti: expect.stringMatching(UUID),
      jku: `${server.origin}/api/v1/jwt_public_keys`,
      scope: [PERSON],
    });
    expect((claims.exp ?? 0) - (claims.nbf ?? 0)).toBe(3_600);
    expect(claims.nbf).toBeLessThanOrEqual(issuedAt);
    const asked = await server.send('GET', '/api/v1/person', { headers: { authorization: `Bearer ${token}` } });
    expect([asked.status, asked.json['id']]).toEqual([200, person.user.id]);
  });

  it('of an organization are for whoever picks it, or makes it on the way', async () => {
    const organization = await people.organization();
    const { json } = await oauth.token(
      app,
      await oauth.code(organization.owner.visitor, app, on('Org', READ, SITES), { organization: organization.id }),
    );
    expect(json).toMatchObject({ scope: `${READ},${SITES}`, bearer: { id: organization.id, type: 'Organization' } });
    expect(json).not.toHaveProperty('bearer_on_behalf_of');
    expect(await verified(String(json['access_token']))).toMatchObject({ sub: `Organization/${organization.id}` });
    const form = { organization: 'new', organization_name: 'Made Here' };
    const made = await oauth.token(app, await oauth.code(person.visitor, app, `Org.${READ}`, form));
    const read = await people.withToken(String(made.json['access_token']), 'GET', '/api/v1/organization');
    expect(read.json).toMatchObject({ name: 'Made Here', connected: true });
  });

  it('on behalf of a member name the member and the roles', async () => {
    const organization = await connected(READ);
    const member = await people.member(organization, ['member', 'designer']);
    const scope = on(`Per>Org/${organization.id}`, READ);
    const { json } = await oauth.token(app, await oauth.code(member.visitor, app, scope));
    expect(json).toMatchObject({
      bearer: { id: organization.id, type: 'Organization' },
      bearer_on_behalf_of: { id: member.user.id, type: 'Person', roles: ['member', 'designer'] },
    });
    const claims = await verified(String(json['access_token']));
    expect(claims).toMatchObject({
      sub: `Person/${member.user.id}>Organization/${organization.id}`,
      roles: expect.any(Number),
    });
  });

  it('by client credentials are for an organization that has the app, with a refresh token', async () => {
    const organization = await connected(READ, SITES);
    const { status, json } = await oauth.credentials(app, on(`Org/${organization.id}`, READ, SITES));
    expect(status).toBe(200);
    expect(json).toMatchObject({ scope: `${READ},${SITES}`, refresh_token: expect.stringMatching(/^rt_/) });
    expect((await oauth.refresh(app, String(json['refresh_token']))).status).toBe(200);
    expect(outcomeOf(await oauth.credentials(app, READ))).toBe('400 invalid_scope');
    expect(outcomeOf(await oauth.credentials(app, ''))).toBe('400 invalid_scope');
  });

  it('live for an hour', async () => {
    const { access_token: token } = await oauth.tokens(person.visitor, app, PERSON);
    const status = async (): Promise<number> => (await people.withToken(token, 'GET', '/api/v1/person')).status;
    server.clock.advance(59 * 60_000);
    expect(await status()).toBe(200);
    server.clock.advance(61_000);
    expect(await status()).toBe(403);
    server.clock.advance(-60 * 60_000 - 1_000);
  });
});

describe('refresh tokens', () => {
  it('are rotated, and the access token before lives on', async () => {
    const first = await oauth.tokens(person.visitor, app, PERSON);
    const next = tokensIn(await oauth.refresh(app, first.refresh_token));
    expect(next.refresh_token).not.toBe(first.refresh_token);
    expect((await people.withToken(first.access_token, 'GET', '/api/v1/person')).status).toBe(200);
    expect(outcomeOf(await oauth.refresh(app, first.refresh_token))).toBe('400 invalid_grant');
  });

  it('live for seven days without use, and a year in all', async () => {
    const own = await connected(READ);
    const start = server.clock.now();
    const first = tokensIn(await oauth.credentials(app, on(`Org/${own.id}`, READ)));
    const idle = tokensIn(await oauth.credentials(app, on(`Org/${own.id}`, READ)));
    let token = first.refresh_token;
    server.clock.advance(7 * DAY - 1_000);
    token = tokensIn(await oauth.refresh(app, token)).refresh_token;
    server.clock.advance(1_000);
    expect(outcomeOf(await oauth.refresh(app, idle.refresh_token))).toBe('400 invalid_grant');
    for (let week = 2; week <= 52; week += 1) {
      server.clock.advance(7 * DAY - 2_000);
      token = tokensIn(await oauth.refresh(app, token)).refresh_token;
    }
    server.clock.advance(DAY + 2 * 60_000);
    expect(outcomeOf(await oauth.refresh(app, token))).toBe('400 invalid_grant');
    server.clock.advance(start - server.clock.now());
  });

  it('are denied after any change of what the bearer allows', async () => {
    const changes: readonly ((at: TestOrganization) => Promise<Answer>)[] = [
      async (at) => people.call(at.owner.visitor, 'DELETE', await installationPath(at)),
      async (at) => people.call(at.owner.visitor, 'PATCH', await installationPath(at), { scopes: [READ] }),
      ({ owner, path }) => people.call(owner.visitor, 'POST', `${path}/suspend`),
    ];
    for (const change of changes) {
      const organization = await connected(READ, SITES);
      const { refresh_token: token } = tokensIn(
        await oauth.credentials(app, on(`Org/${organization.id}`, READ, SITES)),
      );
      expect((await change(organization)).status).toBeLessThan(300);
      expect(outcomeOf(await oauth.refresh(app, token))).toBe('400 invalid_grant');
    }
  });

  it('of a person are denied after the consent was withdrawn, and when the app may ask for less', async () => {
    const [withdrawing, staying] = [await people.person(), await people.person()];
    const own = await apps.app({ scopes: [PERSON, 'directory.person.w'], redirectUris: [REDIRECT_URI] });
    const scope = `${PERSON},directory.person.w`;
    const tokens = await oauth.tokens(withdrawing.visitor, own, scope);
    const account = await withdrawing.visitor.open('/demo/account');
    const action = /action="([^"]*\/account\/apps\/[^"]*)"/.exec(account.text)?.[1] ?? '';
    const csrf = /name="csrf" value="([^"]*)"/.exec(account.text)?.[1] ?? '';
    expect((await withdrawing.visitor.post(action, { form: { csrf } })).status).toBe(303);
    expect(outcomeOf(await oauth.refresh(own, tokens.refresh_token))).toBe('400 invalid_grant');
    const others: ZaikioTokens = await oauth.tokens(staying.visitor, own, scope);
    const { vendor, path } = own;
    expect((await people.call(vendor.owner.visitor, 'PATCH', path, { scopes: [PERSON] })).status).toBe(200);
    expect(outcomeOf(await oauth.refresh(own, others.refresh_token))).toBe('400 invalid_grant');
  });

  it('on behalf of a member are denied when the roles change or the membership ends', async () => {
    const organization = await connected(READ);
    const at = ({ membershipId }: TestMember): string => `${organization.path}/memberships/${membershipId}`;
    const changes = [
      (member: TestMember) =>
        people.call(organization.owner.visitor, 'PATCH', at(member), { roles: ['member', 'designer'] }),
      (member: TestMember) => people.call(organization.owner.visitor, 'DELETE', at(member)),
    ];
    for (const change of changes) {
      const member = await people.member(organization);
      const tokens = await oauth.tokens(member.visitor, app, on(`Per>Org/${organization.id}`, READ));
      await change(member);
      expect(outcomeOf(await oauth.refresh(app, tokens.refresh_token))).toBe('400 invalid_grant');
    }
  });
});

describe('devices', () => {
  it('begin with the query string alone, and poll for the person who allows it', async () => {
    const open = await publicApp();
    const path = `/oauth/device_authorizations/authorize`;
    const query = { client_id: open.clientId, scope: PERSON };
    const { status, json } = await oauth.post({ path, query });
    expect(status).toBe(200);
    const verify = `${server.origin}/oauth/device_authorizations/verify`;
    const userCode = String(json['user_code']);
    expect(json).toMatchObject({ expires_in: 600, interval: 5, verification_uri: verify });
    expect(json['verification_uri_complete']).toBe(`${verify}?code=${userCode}`);
    const forward = await server.send('GET', `/oauth/device_authorizations/verify?code=${userCode}`);
    expect([forward.status, forward.location]).toEqual([303, `/demo/device?code=${userCode}`]);
    const poll = {
      grant_type: DEVICE_CODE,
      device_code: String(json['device_code']),
    };
    const waiting = await oauth.post({ path: '/oauth/access_token.json', json: { client_id: open.clientId, ...poll } });
    expect(outcomeOf(waiting)).toBe('400 authorization_pending');
    const unknown = await oauth.token(open, { ...poll, device_code: 'dc_none' });
    expect(outcomeOf(unknown)).toBe('400 invalid_grant');
  });

  it('get the tokens of the organization that its admin picks on the page', async () => {
    const path = '/oauth/device_authorizations/authorize.json';
    const open = await publicApp();
    const began = await oauth.post({ path, json: { client_id: open.clientId, scope: `Org.${READ}` } });
    const started = began.json as unknown as Started;
    const organization = await people.organization();
    const page = await new DeviceTests(server).decide(organization.owner.visitor, started, {
      organization: organization.id,
    });
    expect(page.status).toBe(200);
    const poll = { grant_type: DEVICE_CODE, device_code: started.device_code };
    const { json } = await oauth.token(open, poll);
    expect(json).toMatchObject({
      scope: READ,
      expires_in: 3_600,
      refresh_token: expect.any(String),
      bearer: { id: organization.id, type: 'Organization' },
    });
    expect(await verified(String(json['access_token']))).toMatchObject({ sub: `Organization/${organization.id}` });
    expect(outcomeOf(await oauth.token(open, poll))).toBe('400 invalid_grant');
  });

  it('must name a client that there is', async () => {
    const path = '/oauth/device_authorizations/authorize.json';
    const nobody = await oauth.post({ path, json: { scope: PERSON } });
    expect([nobody.status, nobody.text]).toEqual([422, 'error: The client ID parameter is missing']);
    expect(outcomeOf(await oauth.post({ path, json: { client_id: 'nobody' } }))).toBe('404 invalid_client');
    expect(outcomeOf(await oauth.post({ path, json: { client_id: app.clientId } }))).toBe('404 invalid_client');
    const wide = await oauth.post({
      path,
      json: { client_id: (await publicApp()).clientId, scope: 'directory.person.w' },
    });
    expect(wide.json).toMatchObject({ error: 'invalid_scope', errors: { scopes: expect.any(Array) } });
  });
});

it('logs nothing of what stands in a query', async () => {
  const own = { client_id: app.clientId, client_secret: app.clientSecret };
  const secrets = { refresh_token: 'rt_a-secret-of-the-query', code_verifier: 'v'.repeat(43), code: 'ac_of-the-query' };
  expect(outcomeOf(await oauth.post({ query: { ...own, ...secrets } }))).toBe('400 invalid_grant');
  expect(outcomeOf(await oauth.post({ query: { ...own, ...secrets }, form: { code: 'x' } }))).toBe(
    '400 invalid_request',
  );
  const log = lines.join('\n');
  expect(log).toContain('/oauth/access_token');
  for (const secret of [app.clientSecret, ...Object.values(secrets)]) expect(log).not.toContain(secret);
});

describe('what is not offered', () => {
  it('T160 delegation is not: nothing answers there', async () => {
    const { access_token: token } = await oauth.tokens(person.visitor, app, PERSON);
    for (const path of ['/oauth/delegate', '/oauth/token', '/oauth/introspect', '/oauth/register']) {
      expect((await people.withToken(token, 'POST', path, { client_id: app.clientId })).status).toBe(404);
    }
  });
});
