import type { ClientId } from '../../src/core/ids.js';
import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer } from '../support/server.js';

const OWN = { grant_type: 'client_credentials' };
const PATH = '/demo/oauth2/v1';

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
});
afterAll(() => server.stop());

async function send(form: Form, authorization?: string, endpoint = 'token'): Promise<string> {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return outcomeOf(await server.send('POST', `${PATH}/${endpoint}`, { form, headers }));
}

function header(id: string, secret: string, encoding: BufferEncoding = 'utf8'): string {
  return `Basic ${Buffer.from(`${id}:${secret}`, encoding).toString('base64')}`;
}

/** Every character but letters and digits, as oauth4webapi writes them. */
function encodeAll(text: string): string {
  return encodeURIComponent(text).replace(/[-_.!~*'()]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As Go's url.QueryEscape writes it. */
function queryEscape(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

describe('the ways in which real clients write their secret (RFC 6749 §2.3.1, D10)', () => {
  const SECRETS = ['cs_plain-secret_1', "a.b-c_d~e!f*g'h(i)", 'sp ace', '50%25', 'a+b/c=', 'pa:ss', 'größe'];

  it.each(SECRETS)('works with the secret %s', async (secret) => {
    const the = await server.createApp({ id: `my.app-${SECRETS.indexOf(secret)}` as ClientId, secret });
    const id = the.clientId;
    const ways: Record<string, string> = {
      formEncoded: header(queryEscape(id), queryEscape(secret)),
      percentEncoded: header(encodeURIComponent(id), encodeURIComponent(secret)),
      everythingEncoded: header(encodeAll(id), encodeAll(secret)),
      raw: header(id, secret),
      rawInLatin1: header(id, secret, 'latin1'),
    };
    for (const [way, authorization] of Object.entries(ways)) {
      expect([way, await send(OWN, authorization)]).toEqual([way, '200']);
      expect([way, await send(OWN, authorization.replace('Basic', 'BASIC'))]).toEqual([way, '200']);
    }
    expect(await send({ ...OWN, client_id: id, client_secret: secret })).toBe('200');
    expect(await send(OWN, header(id, `${secret}x`))).toBe('401 invalid_client');
  });
});

describe('header and body together, as ZeyOS’s client sends them (D9)', () => {
  const own = (): Form => ({ client_id: app.clientId, client_secret: app.clientSecret });
  const right = (): string => header(app.clientId, app.clientSecret);

  it('is accepted at every endpoint where both are right', async () => {
    const visitor = await server.signedIn(await server.createUser());
    const { access_token: token } = (await server.token(app, await codeOf(server, visitor, app))).json;
    expect(await send({ ...(await codeOf(server, visitor, app)), ...own() }, right())).toBe('200');
    expect(await send({ token: String(token), ...own() }, right(), 'introspect')).toBe('200');
    expect(await send({ token: String(token), ...own() }, right(), 'revoke')).toBe('200');
    expect(await server.isActive(app, String(token))).toBe(false);
  });

  it('is refused where one of them is wrong, or they disagree, and spends nothing', async () => {
    const other = await server.createApp();
    const visitor = await server.signedIn(await server.createUser());
    const form = await codeOf(server, visitor, app);
    const wrong: readonly (readonly [Form, string])[] = [
      [{ ...own(), client_secret: 'cs_wrong' }, right()],
      [own(), header(app.clientId, 'cs_wrong')],
      [{ client_id: other.clientId, client_secret: other.clientSecret }, right()],
      [own(), header(other.clientId, other.clientSecret)],
      [{ client_secret: app.clientSecret }, right()],
      [{ client_id: other.clientId }, right()],
    ];
    for (const [body, authorization] of wrong) {
      expect(await send({ ...form, ...body }, authorization)).toBe('401 invalid_client');
    }
    expect(await send({ ...form, ...own() }, right())).toBe('200');
  });

  it('lets the body repeat the id alone', async () => {
    expect(await send({ ...OWN, client_id: app.clientId }, right())).toBe('200');
  });
});

describe('a public client (RFC 6749 §3.2.1)', () => {
  it('names itself, and that is all', async () => {
    const open = await server.createApp({ isPublic: true });
    const visitor = await server.signedIn(await server.createUser());
    const form = await codeOf(server, visitor, open);
    expect(await send(form)).toBe('401 invalid_client');
    expect(await send({ ...form, client_id: open.clientId })).toBe('200');
  });
});

describe('a refused client (RFC 6749 §5.2)', () => {
  it('is asked for Basic where it tried the header, and only there: in a browser it would open a dialog', async () => {
    const challenge = async (form: Form, headers: Record<string, string>): Promise<string | null> =>
      (await server.send('POST', `${PATH}/token`, { form, headers })).headers.get('www-authenticate');
    expect(await challenge(OWN, { authorization: header(app.clientId, 'x') })).toMatch(/^Basic realm="[^"]+"/);
    expect(await challenge({ ...OWN, client_id: app.clientId, client_secret: 'x' }, {})).not.toMatch(/Basic/);
  });
});
