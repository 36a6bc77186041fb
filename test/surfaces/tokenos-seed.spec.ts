import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Resources } from '../../src/resources/index.js';
import { assertion, ASSERTION_TYPE, clientKey, jwksOf } from '../support/client-keys.js';
import { codeOf } from '../support/code-flow.js';
import { type TestApp, TestServer } from '../support/server.js';
import { SeedPage } from './seed-page.js';

const page = new SeedPage('tokenos.txt');
const [BASIC_SAMPLE, BODY_SAMPLE] = [0, 1].map((nth) => page.passage('const clientID', 'console.log(data))', nth));
/** The functions that the page leaves to its reader; `read` stands without quotes on it, and means the text. */
const PRELUDE = `
const bas64_encode = (text) => Buffer.from(text).toString("base64")
const url_encode = encodeURIComponent
const read = "read"
`;
const run = promisify(execFile);

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  const resources = server.app.get(Resources);
  const api = await resources.create({
    instanceId: server.instance.id,
    name: 'wallets',
    title: 'Wallets',
    audience: 'https://api.tokenos.test/',
  });
  await resources.addScopes(api, [{ name: 'read', description: { en: 'Read', de: 'Lesen' } }]);
  app = await server.createApp({ scope: ['read'] });
});
afterAll(() => server.stop());

async function sample(text: string, clientSecret = app.clientSecret): Promise<unknown> {
  const code = text
    .replace('https://your-project.projects.oryapis.com', server.origin)
    .replace('the-client-id', app.clientId)
    .replace('the-secret-id', clientSecret)
    .replace('console.log(data)', 'console.log(JSON.stringify(data))');
  return JSON.parse((await run(process.execPath, ['-e', PRELUDE + code])).stdout) as unknown;
}

async function curl(...args: readonly string[]): Promise<{ readonly status: string; readonly json: unknown }> {
  const { stdout } = await run('curl', ['-s', '-w', '\n%{http_code}', ...args]);
  const [body = '', status = ''] = stdout.split(/\n(?=\d{3}$)/);
  return { status, json: JSON.parse(body) as unknown };
}

const GRANTED = { access_token: expect.stringMatching(/^ey/), token_type: 'Bearer', expires_in: 3600, scope: 'read' };

describe('the authentication page of TokenOS', () => {
  it.each([
    ['Basic Auth', BASIC_SAMPLE ?? ''],
    ['Body Auth', BODY_SAMPLE ?? ''],
  ])('%s: the sample as it is printed gets a token, and no refresh token', async (_, text) => {
    expect(await sample(text)).toEqual(GRANTED);
    expect(await sample(text, 'cs_wrong')).toMatchObject({ error: 'invalid_client' });
  });

  const url = (): string => `${server.origin}/oauth2/token`;
  const form = ['-d', 'grant_type=client_credentials', '-d', 'scope=read'];

  it('the same with curl: by -u, by a header of URL-encoded halves, in the body, by a JWT', async () => {
    const encoded = Buffer.from(`${encodeURIComponent(app.clientId)}:${encodeURIComponent(app.clientSecret)}`);
    expect(await curl(url(), '-u', `${app.clientId}:${app.clientSecret}`, ...form)).toEqual({
      status: '200',
      json: GRANTED,
    });
    const header = `Authorization: Basic ${encoded.toString('base64')}`;
    expect(await curl(url(), '-H', header, ...form)).toEqual({ status: '200', json: GRANTED });
    const inBody = ['-d', `client_id=${app.clientId}`, '-d', `client_secret=${app.clientSecret}`];
    expect(await curl(url(), ...form, ...inBody)).toEqual({ status: '200', json: GRANTED });
    const key = clientKey('RS256');
    const { clientId } = await server.createApp({ scope: ['read'], keys: { jwks: jwksOf(key) } });
    const text = await assertion({ server, clientId, key }, { aud: url() });
    const proof = ['-d', `client_assertion_type=${ASSERTION_TYPE}`, '-d', `client_assertion=${text}`];
    expect(await curl(url(), ...form, ...proof)).toEqual({ status: '200', json: GRANTED });
    expect(await curl(url(), ...form, ...proof)).toMatchObject({ status: '401', json: { error: 'invalid_client' } });
  });

  it('requests without authentication fail, and credentials in the query are none', async () => {
    expect(await curl(url(), ...form)).toMatchObject({ status: '401', json: { error: 'invalid_client' } });
    const query = `?client_id=${app.clientId}&client_secret=${app.clientSecret}`;
    expect(await curl(url() + query, ...form)).toMatchObject({ status: '401', json: { error: 'invalid_client' } });
  });

  it('calls over plain HTTP fail where HTTPS is insisted on', async () => {
    const replica = await server.replica({ environment: { HTTPS_ONLY: 'oauth2' } });
    const secret = ['-u', `${app.clientId}:${app.clientSecret}`];
    const there = `${replica.origin}/oauth2/token`;
    expect(await curl(there, ...secret, ...form)).toMatchObject({ status: '403', json: { error: 'invalid_request' } });
    const behindProxy = ['-H', 'X-Forwarded-Proto: https'];
    expect(await curl(there, ...secret, ...form, ...behindProxy)).toEqual({ status: '200', json: GRANTED });
    await replica.stop();
  });
});

/** What clients write into the Basic header, by what they are known to do. */
const percentAll = (text: string): string =>
  encodeURIComponent(text).replace(/[-_.!~*'()]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
const queryEscape = (text: string): string =>
  percentAll(text)
    .replaceAll('%20', '+')
    .replaceAll('%2D', '-')
    .replaceAll('%5F', '_')
    .replaceAll('%2E', '.')
    .replaceAll('%7E', '~');
const WRITERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'the sample': (text) => Buffer.from(encodeURIComponent(text)),
  'Go x/oauth2': (text) => Buffer.from(queryEscape(text)),
  'oauth4webapi and openid-client': (text) => Buffer.from(percentAll(text).replaceAll('%20', '+')),
  'Authlib, in latin-1': (text) => Buffer.from(text, 'latin1'),
  'curl -u': (text) => Buffer.from(text),
};

describe('Basic as it is written by', () => {
  it.each(Object.keys(WRITERS))('T059 %s', async (name) => {
    const write = WRITERS[name] ?? Buffer.from;
    const credentials = [
      ['my.app', "it's-(a)_secret.~*!"],
      ['app@vendor.example', 'with:colon'],
      ['an app', 'with a space'],
      ['wörter', 'geheimnis-ß'],
    ];
    for (const [index, [id = '', secret = '']] of credentials.entries()) {
      const clientId = `${id}-${Object.keys(WRITERS).indexOf(name)}${index}`;
      await server.createApp({ id: clientId as never, secret, scope: ['read'] });
      const header = Buffer.concat([write(clientId), Buffer.from(':'), write(secret)]).toString('base64');
      const answer = await server.send('POST', '/oauth2/token', {
        form: { grant_type: 'client_credentials' },
        headers: { authorization: `Basic ${header}` },
      });
      expect([id, answer.status]).toEqual([id, 200]);
    }
  });

  it('a client that tries the header first and the body then: the refusal has not spent the code', async () => {
    const the = await server.createApp();
    const form = await codeOf(server, await server.signedIn(await server.createUser()), the);
    const wrong = { authorization: `Basic ${Buffer.from(`${the.clientId}:wrong`).toString('base64')}` };
    expect((await server.send('POST', '/oauth2/token', { form, headers: wrong })).status).toBe(401);
    const inBody = { client_id: the.clientId, client_secret: the.clientSecret };
    expect((await server.send('POST', '/oauth2/token', { form: { ...form, ...inBody } })).status).toBe(200);
  });
});
