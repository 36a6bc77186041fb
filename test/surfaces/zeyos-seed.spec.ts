import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import { type CurlAnswer, fill, runCurl, SeedPage } from './seed-page.js';

// Every curl command of both pages, as it is printed there: only host, names and credentials give way.

const guide = new SeedPage('zeyos-guide.txt');
const authApi = new SeedPage('zeyos-auth-api.txt');
const HOST = 'https://cloud.zeyos.com';
const CALLBACK = 'https://yourapp.example.com/callback';
const ACCESS_TOKEN = 'eyJhbGciOiJSUzI1NiIs...';
const REFRESH_TOKEN = 'dGhpcyBpcyBhIHJlZnJlc2g...';

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start({ environment: { SEED_DEMO: 'true' } });
  user = await server.createUser();
  app = await server.createApp({ redirectUris: [CALLBACK] });
});
afterAll(() => server.stop());

/** The nth command of the guide, with what stands for credentials filled in. */
function run(nth: number, replaced: Readonly<Record<string, string>>): Promise<CurlAnswer> {
  return runCurl(fill(guide.curlLines()[nth] ?? '', { [HOST]: server.origin, ...replaced }));
}

const asClient = (): Record<string, string> => ({
  YOUR_CLIENT_ID: app.clientId,
  YOUR_CLIENT_SECRET: app.clientSecret,
});

/** By the address that the guide prints, over several lines. */
async function codeOfTheGuide(): Promise<string> {
  const printed = guide
    .passage(`${HOST}/{INSTANCE}/oauth2/v1/authorize`, 'state=random-csrf-token')
    .replaceAll('\n', '');
  const address = fill(printed, {
    ...{ [HOST]: server.origin, '{INSTANCE}': 'demo', YOUR_CLIENT_ID: app.clientId },
  });
  const visitor = await server.signedIn(user);
  let answer = await visitor.open(address);
  if (answer.status === 200) answer = await visitor.submit(answer, { decision: 'allow' });
  const back = new URL(answer.location ?? '', server.origin);
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([CALLBACK, 'random-csrf-token']);
  return back.searchParams.get('code') ?? '';
}

describe('the authentication guide of ZeyOS', () => {
  it('has the commands that these tests run', () => {
    expect([guide.curlLines().length, authApi.curlLines().length]).toEqual([4, 1]);
  });

  it('exchanges a code, lists tickets, refreshes and revokes', async () => {
    const tokens = await run(0, { ...asClient(), AUTHORIZATION_CODE: await codeOfTheGuide() });
    const printed = guide.sampleAnswer('{\n"access_token"', '}');
    expect([tokens.status, Object.keys(tokens.json)]).toEqual([200, expect.arrayContaining(Object.keys(printed))]);
    expect(tokens.json).toMatchObject({ token_type: printed['token_type'], expires_in: printed['expires_in'] });
    const accessToken = String(tokens.json['access_token']);
    expect(accessToken.slice(0, 4)).toBe(String(printed['access_token']).slice(0, 4));
    const tickets = await run(1, { [ACCESS_TOKEN]: accessToken });
    expect(tickets.status).toBe(200);
    expect(tickets.json).toContainEqual(expect.objectContaining({ ticketnum: 'T-1001' }));
    const next = await run(2, { ...asClient(), [REFRESH_TOKEN]: String(tokens.json['refresh_token']) });
    expect([next.status, Object.keys(next.json)]).toEqual([200, expect.arrayContaining(Object.keys(printed))]);
    const renewed = String(next.json['access_token']);
    expect((await run(1, { [ACCESS_TOKEN]: renewed })).status).toBe(200);
    expect((await run(3, { ...asClient(), [ACCESS_TOKEN]: renewed })).status).toBe(200);
    const refused = await run(1, { [ACCESS_TOKEN]: renewed });
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([
      401,
      [expect.stringContaining('error="invalid_token"')],
    ]);
  });

  it('the sample API takes sessions of our pages, and tokens of its own scope or of none', async () => {
    const visitor = await server.signedIn(user);
    const path = '/demo/api/v1/tickets';
    const origin = { origin: server.origin };
    const read = await visitor.post(path, { json: { limit: 1, offset: 1 }, headers: origin });
    expect([read.status, read.json]).toEqual([200, [expect.objectContaining({ ticketnum: 'T-1002' })]]);
    expect((await visitor.post(path, { json: {} })).status).toBe(403);
    expect((await visitor.post(path, { json: {}, headers: { origin: 'https://evil.test' } })).status).toBe(403);
    expect((await visitor.post(path, { json: { limit: -1 }, headers: origin })).status).toBe(400);
    expect((await server.send('POST', path, { json: {} })).status).toBe(401);
    const statuses: unknown[] = [];
    for (const scope of ['tickets.ticket.r', 'openid tickets.ticket.r', 'openid', 'tickets.ticket.w']) {
      const { access_token: token } = await server.tokens(user, app, { scope });
      const headers = { authorization: `Bearer ${token}` };
      statuses.push([scope, (await server.send('POST', path, { headers, json: {} })).status]);
    }
    expect(statuses).toEqual([
      ['tickets.ticket.r', 200],
      ['openid tickets.ticket.r', 200],
      ['openid', 403],
      ['tickets.ticket.w', 403],
    ]);
  });
});

describe('the auth API of ZeyOS', () => {
  it('gives a token for name and password, which opens what the guide shows', async () => {
    const [command = ''] = authApi.curlLines();
    const credentials = { username: user.email, password: user.password };
    const filled = fill(command, { ...credentials, [HOST]: server.origin, '{INSTANCE}': 'demo' });
    const { status, json, headers } = await runCurl(filled);
    expect([status, json]).toEqual([
      200,
      { access_token: expect.any(String), token_type: 'Bearer', expires_in: 24 * 3_600 },
    ]);
    expect(headers['set-cookie']).toBeUndefined();
    expect((await run(1, { [ACCESS_TOKEN]: String(json['access_token']) })).status).toBe(200);
    const wrong = fill(filled, { [user.password]: 'wrong' });
    await expect(runCurl(wrong)).rejects.toThrow(/Unauthoriz/);
  });
});
