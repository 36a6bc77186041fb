import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { type Answer, basic } from '../support/http.js';
import { REDIRECT_URI, type TestApp, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

const STRICT = '/oauth2';
const STANDARD = '/demo/oauth2/v1';
const BOTH = [STRICT, STANDARD];
const OWN = { grant_type: 'client_credentials' };

let server: TestServer;
let app: TestApp;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
  visitor = await server.signedIn(await server.createUser());
});
afterAll(() => server.stop());

interface Sent {
  readonly form?: Form;
  readonly json?: unknown;
  readonly authorization?: string;
}

function post(path: string, { authorization, ...body }: Sent): Promise<Answer> {
  return server.send('POST', path, { ...body, headers: authorization === undefined ? {} : { authorization } });
}

const right = (): string => basic(app.clientId, app.clientSecret);
const inBody = (): Form => ({ client_id: app.clientId, client_secret: app.clientSecret });

describe('the strict surface, /oauth2, beside the standard one, /{instance}/oauth2/v1', () => {
  it('authenticates a client through one channel, either of them', async () => {
    for (const path of BOTH) {
      expect(outcomeOf(await post(`${path}/token`, { form: OWN, authorization: right() }))).toBe('200');
      expect(outcomeOf(await post(`${path}/token`, { form: { ...OWN, ...inBody() } }))).toBe('200');
      expect(outcomeOf(await post(`${path}/token`, { form: OWN }))).toBe('401 invalid_client');
    }
  });

  it.each(['token', 'introspect', 'revoke'])(
    'refuses two channels at once at /%s, even where both are right (D9)',
    async (endpoint) => {
      const form = { ...OWN, token: 'at_x', ...inBody() };
      const sent = { form, authorization: right() };
      expect(outcomeOf(await post(`${STRICT}/${endpoint}`, sent))).toBe('400 invalid_request');
      expect(outcomeOf(await post(`${STANDARD}/${endpoint}`, sent))).toBe('200');
    },
  );

  it('reads forms only', async () => {
    const sent = { json: OWN, authorization: right() };
    expect(outcomeOf(await post(`${STRICT}/token`, sent))).toBe('400 invalid_request');
    expect(outcomeOf(await post(`${STANDARD}/token`, sent))).toBe('200');
  });

  it('wants the redirect_uri repeated at the exchange (RFC 6749 §4.1.3), and a refusal spends nothing', async () => {
    const form = await codeOf(server, visitor, app);
    const bare = { ...form, redirect_uri: undefined };
    expect(outcomeOf(await post(`${STRICT}/token`, { form: bare, authorization: right() }))).toBe('400 invalid_grant');
    const other = { ...form, redirect_uri: `${REDIRECT_URI}/` };
    expect(outcomeOf(await post(`${STRICT}/token`, { form: other, authorization: right() }))).toBe('400 invalid_grant');
    expect(outcomeOf(await post(`${STRICT}/token`, { form, authorization: right() }))).toBe('200');
    const lenient = { ...(await codeOf(server, visitor, app)), redirect_uri: undefined };
    expect(outcomeOf(await post(`${STANDARD}/token`, { form: lenient, authorization: right() }))).toBe('200');
  });

  it('is the same issuer: what one gives, the other knows', async () => {
    for (const [here, there] of [BOTH, [...BOTH].reverse()]) {
      const form = await codeOf(server, visitor, app);
      const { json } = await post(`${here}/token`, { form, authorization: right() });
      const token = String(json['access_token']);
      const headers = { authorization: `Bearer ${token}` };
      expect((await server.send('GET', `${there}/userinfo`, { headers })).status).toBe(200);
      const asked = { form: { token }, authorization: right() };
      expect((await post(`${there}/introspect`, asked)).json).toMatchObject({ active: true, iss: server.issuer });
      const refreshing = { grant_type: 'refresh_token', refresh_token: String(json['refresh_token']) };
      const next = await post(`${there}/token`, { form: refreshing, authorization: right() });
      expect(outcomeOf(next)).toBe('200');
      const ended = { form: { token: String(next.json['refresh_token']) }, authorization: right() };
      expect((await post(`${here}/revoke`, ended)).status).toBe(200);
      expect((await post(`${there}/introspect`, asked)).json).toEqual({ active: false });
    }
  });

  it('serves the default instance and no other', async () => {
    const other = await server.createInstance('beside');
    const theirs = await server.createApp({ instanceId: other.id, scope: [] });
    const authorization = basic(theirs.clientId, theirs.clientSecret);
    expect(outcomeOf(await post(`${STRICT}/token`, { form: OWN, authorization }))).toBe('401 invalid_client');
    expect(outcomeOf(await post('/beside/oauth2/v1/token', { form: OWN, authorization }))).toBe('200');
  });

  it('has the same keys', async () => {
    const [strict, standard] = await Promise.all(BOTH.map((path) => server.send('GET', `${path}/jwks`)));
    expect(strict?.json).toEqual(standard?.json);
    expect(strict?.json['keys']).toEqual(expect.arrayContaining([expect.objectContaining({ alg: 'ES256' })]));
  });
});
