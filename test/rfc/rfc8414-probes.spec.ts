import { ApiKeyTests } from '../support/api-keys.js';
import { decodeProtectedHeader, UnsecuredJWT } from 'jose';
import type { Client } from '../../src/apps/index.js';
import { Resources } from '../../src/resources/index.js';
import { type Answer, basic } from '../support/http.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import { assertion as signed, ASSERTION_TYPE, clientKey, jwksOf } from '../support/client-keys.js';
import { codeOf } from '../support/code-flow.js';
import { DEVICE_CODE, DeviceTests } from '../support/device.js';
import { formsOf } from '../support/visitor.js';

type Metadata = Readonly<Record<string, unknown>>;

const BASE = '/demo/oauth2/v1';
const SCOPE = ['tickets.ticket.r', 'tickets.ticket.w', 'tickets.ticket.rw'];

let server: TestServer;
let user: TestUser;
let app: TestApp;
let metadata: Metadata;
beforeAll(async () => {
  server = await TestServer.start();
  [user, app] = [
    await server.createUser(),
    await server.createApp({ scope: SCOPE, postLogoutRedirectUris: ['https://app.test/bye'] }),
  ];
  metadata = (await server.send('GET', `${BASE}/.well-known/openid-configuration`)).json;
});
afterAll(() => server.stop());

const listed = (name: string): string[] => metadata[name] as string[];
const except = (name: string, known: readonly string[]): string[] =>
  known.filter((value) => !listed(name).includes(value));
const errorOf = (url: URL): string | null => new URLSearchParams(url.search || url.hash.slice(1)).get('error');

/** One request that must work for each value that is listed, one that must not for each other value there is. */
describe('T090 what is listed works, and nothing else does', () => {
  const refresh = async (): Promise<string> => (await server.tokens(user, app)).refresh_token;
  const letInDevice = async (): Promise<Record<string, string>> => {
    const devices = new DeviceTests(server);
    const started = await devices.started(app, { scope: 'openid' });
    await devices.decide(await server.signedIn(user), started);
    return { device_code: started.device_code };
  };
  const GRANTS: Readonly<Record<string, () => Promise<Record<string, string | undefined>>>> = {
    authorization_code: async () => codeOf(server, await server.signedIn(user), app),
    refresh_token: async () => ({ refresh_token: await refresh() }),
    client_credentials: () => Promise.resolve({ scope: 'tickets.ticket.r' }),
    [DEVICE_CODE]: letInDevice,
    'urn:ietf:params:oauth:grant-type:token-exchange': async () => {
      const { key } = await new ApiKeyTests(server).key({ visitor: await server.signedIn(user) });
      return { subject_token: key, subject_token_type: 'urn:latchkey:params:oauth:token-type:api_key' };
    },
  };

  it('grant types', async () => {
    expect(Object.keys(GRANTS).sort()).toEqual([...listed('grant_types_supported')].sort());
    for (const [type, form] of Object.entries(GRANTS)) {
      expect([type, (await server.token(app, { ...(await form()), grant_type: type })).status]).toEqual([type, 200]);
    }
    const urns = ['device_code', 'jwt-bearer', 'saml2-bearer', 'token-exchange', 'uma-ticket'];
    const others = [
      'password',
      'implicit',
      'none',
      'urn:openid:params:grant-type:ciba',
      ...urns.map((name) => `urn:ietf:params:oauth:grant-type:${name}`),
    ];
    for (const type of except('grant_types_supported', others)) {
      const form = {
        username: user.email,
        password: user.password,
        device_code: 'x',
        assertion: 'a.b.c',
        subject_token: 'x',
      };
      expect([type, (await server.token(app, { ...form, grant_type: type })).json['error']]).toEqual([
        type,
        'unsupported_grant_type',
      ]);
    }
  });

  it.each(['token', 'introspection', 'revocation'])('client authentication at the %s endpoint', async (endpoint) => {
    const name = `${endpoint}_endpoint_auth_methods_supported`;
    const publicApp = await server.createApp({ isPublic: true });
    const key = clientKey();
    const signer = await server.createApp({ keys: { jwks: jwksOf(key) }, scope: SCOPE });
    const visitor = await server.signedIn(user);
    const { json: signing } = await server.send('POST', String(metadata['token_endpoint']), {
      form: {
        ...(await codeOf(server, visitor, signer)),
        client_assertion_type: ASSERTION_TYPE,
        client_assertion: await signed({ server, clientId: signer.clientId, key }),
      },
    });
    const renewal = String(signing['refresh_token']);
    const [secret, open] = [await refresh(), (await server.tokens(user, publicApp)).refresh_token];
    const ask = (form: Record<string, string>, headers = {}): Promise<Answer> =>
      server.send('POST', String(metadata[`${endpoint}_endpoint`]), {
        form: { ...form, grant_type: 'refresh_token' },
        headers,
      });
    const { clientId: id, clientSecret } = app;
    const assertion = {
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: new UnsecuredJWT({ iss: id, sub: id, aud: server.issuer }).encode(),
    };
    const probes: Readonly<Record<string, () => Promise<Answer>>> = {
      client_secret_basic: () =>
        ask({ token: secret, refresh_token: secret }, { authorization: basic(id, clientSecret) }),
      client_secret_post: async () =>
        ask({ token: secret, refresh_token: await refresh(), client_id: id, client_secret: clientSecret }),
      none: () => ask({ token: open, refresh_token: open, client_id: publicApp.clientId }),
      private_key_jwt: async () =>
        ask({
          ...{ token: renewal, refresh_token: renewal, ...assertion },
          client_assertion: await signed({ server, clientId: signer.clientId, key }),
        }),
      client_secret_jwt: () => ask({ token: secret, refresh_token: secret, client_id: id, ...assertion }),
      tls_client_auth: () => ask({ token: secret, refresh_token: secret, client_id: id }),
    };
    for (const [method, probe] of Object.entries(probes)) {
      const { status, json } = await probe();
      const works = listed(name).includes(method);
      expect([method, status, json['error']]).toEqual([
        method,
        works ? 200 : 401,
        works ? undefined : 'invalid_client',
      ]);
    }
    expect(listed(name).filter((method) => !(method in probes))).toEqual([]);
  });

  it('response types', async () => {
    const others = [
      'token',
      'id_token',
      'id_token token',
      'code token',
      'code id_token',
      'code id_token token',
      'none',
    ];
    expect(except('response_types_supported', others)).toEqual(others);
    for (const type of others) {
      const back = await server.authorize(await server.signedIn(user), app, { response_type: type });
      expect([type, errorOf(back), /token=|code=/.test(back.href)]).toEqual([type, 'unsupported_response_type', false]);
    }
    for (const type of listed('response_types_supported')) {
      const back = await server.authorize(await server.signedIn(user), app, { response_type: type });
      expect(back.searchParams.has(type)).toBe(true);
    }
  });

  it('response modes', async () => {
    const visitor = await server.signedIn(user);
    await server.authorize(visitor, app);
    const codeIn: Readonly<Record<string, (answer: Answer) => boolean>> = {
      query: ({ location = '' }) => new URL(location).searchParams.has('code'),
      fragment: ({ location = '' }) => new URL(location).hash.includes('code='),
      form_post: ({ text }) => formsOf(text)[0]?.fields.some(([name]) => name === 'code') ?? false,
    };
    expect(Object.keys(codeIn).sort()).toEqual([...listed('response_modes_supported')].sort());
    for (const [mode, hasCode] of Object.entries(codeIn)) {
      expect([mode, hasCode(await visitor.open(server.authorizePath(app, { response_mode: mode })))]).toEqual([
        mode,
        true,
      ]);
    }
    for (const mode of ['jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt', 'web_message', 'dom.replaceWith']) {
      const back = await server.authorize(visitor, app, { response_mode: mode });
      expect([mode, errorOf(back), back.href.includes('code=')]).toEqual([mode, 'invalid_request', false]);
    }
  });

  it('scopes', async () => {
    const all = listed('scopes_supported');
    const wishful = await server.createApp({ scope: all });
    // Some are not a person's to give: an organization has to be named.
    const catalogue = await server.app.get(Resources).catalogue(server.instance.id);
    const personal = catalogue.available(new Set(all), 'person');
    for (const scope of personal) expect((await server.tokens(user, wishful, { scope })).scope).toBe(scope);
    for (const scope of all.filter((name) => !personal.has(name))) {
      const back = await server.authorize(await server.signedIn(user), wishful, { scope });
      expect([scope, errorOf(back)]).toEqual([
        expect.stringMatching(/^directory\.(?:organization|apps|api_keys|connections|revocations)/),
        'invalid_scope',
      ]);
    }
    for (const scope of except('scopes_supported', [
      'address',
      'phone',
      'groups',
      'tickets.ticket.x',
      'tickets.ticket',
      'OPENID',
    ])) {
      const back = await server.authorize(await server.signedIn(user), app, { scope: `openid ${scope}` });
      expect([scope, errorOf(back)]).toEqual([scope, 'invalid_scope']);
    }
  });

  it('PKCE methods', async () => {
    for (const method of listed('code_challenge_methods_supported')) {
      const form = await codeOf(server, await server.signedIn(user), app, { code_challenge_method: method });
      expect((await server.token(app, form)).status).toBe(200);
    }
    for (const method of except('code_challenge_methods_supported', ['plain', 's256', 'S512', 'none'])) {
      const changes = { code_challenge: 'a'.repeat(43), code_challenge_method: method };
      expect(errorOf(await server.authorize(await server.signedIn(user), app, changes))).toBe('invalid_request');
    }
  });

  it('signatures of ID tokens', async () => {
    const algorithms = listed('id_token_signing_alg_values_supported') as Client['idTokenAlgorithm'][];
    for (const idTokenAlgorithm of algorithms) {
      const own = await server.createApp({ idTokenAlgorithm });
      expect(decodeProtectedHeader((await server.tokens(user, own)).id_token).alg).toBe(idTokenAlgorithm);
    }
    const unsigned = new UnsecuredJWT({ iss: server.issuer, sub: user.id, aud: app.clientId }).encode();
    const visitor = await server.signedIn(user);
    const query = new URLSearchParams({ id_token_hint: unsigned, post_logout_redirect_uri: 'https://app.test/bye' });
    expect((await visitor.open(`${BASE}/end_session?${query.toString()}`)).location).toBeUndefined();
    expect((await visitor.get(`${BASE}/userinfo`)).status).toBe(200);
  });

  it('prompts', async () => {
    const visitor = await server.signedIn(user);
    await server.authorize(visitor, app);
    for (const prompt of listed('prompt_values_supported')) {
      const answer = await visitor.open(server.authorizePath(app, { prompt }));
      expect([prompt, answer.location?.includes('code=') ?? answer.status]).toEqual([
        prompt,
        prompt === 'none' ? true : 200,
      ]);
    }
    for (const prompt of except('prompt_values_supported', ['create', 'NONE', 'none login', 'whatever'])) {
      expect([prompt, errorOf(await server.authorize(visitor, app, { prompt }))]).toEqual([prompt, 'invalid_request']);
    }
  });

  it('endpoints', async () => {
    expect((await server.token(app, {}, 'device_authorization')).status).toBe(200);
    const others = ['par', 'register', 'bc-authorize', 'check_session', 'fapi'];
    for (const name of others) {
      expect(Object.values(metadata)).not.toContain(`${server.issuer}/${name}`);
      for (const method of ['GET', 'POST']) expect((await server.send(method, `${BASE}/${name}`)).status).toBe(404);
    }
  });
});
