import { request } from 'node:http';
import { Audit } from '../../src/audit/index.js';
import { type Client, Clients } from '../../src/apps/index.js';
import type { ClientId } from '../../src/core/ids.js';
import { codeOf, outcomeOf } from '../support/code-flow.js';
import { type Answer, basic, type RequestOptions } from '../support/http.js';
import { type TestApp, TestServer } from '../support/server.js';

const OWN = { grant_type: 'client_credentials' };
/** What each endpoint needs beside the client's credentials. */
const ENDPOINTS = { token: OWN, introspect: { token: 'at_x' }, revoke: { token: 'at_x' } };

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
});
afterAll(() => server.stop());

function post(options: RequestOptions, endpoint = 'token'): Promise<Answer> {
  return server.send('POST', `${new URL(server.issuer).pathname}/${endpoint}`, options);
}

function byBasic(id: string, secret: string, form: Record<string, string> = OWN): Promise<Answer> {
  return post({ form, headers: { authorization: basic(id, secret) } });
}

function byBody(id: string, secret: string): Promise<Answer> {
  return post({ form: { ...OWN, client_id: id, client_secret: secret } });
}

async function expectStillGood(the = app): Promise<void> {
  expect(outcomeOf(await byBasic(the.clientId, the.clientSecret))).toBe('200');
  expect(outcomeOf(await byBody(the.clientId, the.clientSecret))).toBe('200');
}

describe('a client that is not who it says', () => {
  it('T056 is told the same whether it is unknown or its secret is wrong', async () => {
    const seen = ({ status, headers, text }: Answer): unknown => [status, headers.get('www-authenticate'), text];
    const wrong = await byBasic(app.clientId, 'cs_wrong');
    expect(outcomeOf(wrong)).toBe('401 invalid_client');
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
    expect(seen(await byBasic('unknown', 'cs_wrong'))).toEqual(seen(wrong));
    const wrongInBody = await byBody(app.clientId, 'cs_wrong');
    expect(outcomeOf(wrongInBody)).toBe('401 invalid_client');
    expect(seen(await byBody('unknown', 'cs_wrong'))).toEqual(seen(wrongInBody));
    await expectStillGood();
  });

  it.each(Object.entries(ENDPOINTS))(
    'T057 needs its secret at /%s, the id alone is nothing',
    async (endpoint, form) => {
      const alone = await post({ form: { ...form, client_id: app.clientId } }, endpoint);
      expect(outcomeOf(alone)).toBe('401 invalid_client');
      expect(outcomeOf(await post({ form }, endpoint))).toBe('401 invalid_client');
      const proven = { ...form, client_id: app.clientId, client_secret: app.clientSecret };
      expect(outcomeOf(await post({ form: proven }, endpoint))).toBe('200');
    },
  );

  it('T058 may not present two credentials and hope for one of them (D9)', async () => {
    const other = await server.createApp();
    const [good, bad] = [basic(app.clientId, app.clientSecret), basic(app.clientId, 'cs_wrong')];
    const bodies = {
      anotherId: [good, { ...OWN, client_id: other.clientId }],
      anotherClient: [good, { ...OWN, client_id: other.clientId, client_secret: other.clientSecret }],
      anotherSecret: [good, { ...OWN, client_id: app.clientId, client_secret: 'cs_wrong' }],
      wrongHeader: [bad, { ...OWN, client_id: app.clientId, client_secret: app.clientSecret }],
      secretWithoutId: [good, { ...OWN, client_secret: app.clientSecret }],
    } as const;
    for (const [name, [authorization, form]] of Object.entries(bodies)) {
      expect([name, outcomeOf(await post({ form, headers: { authorization } }))]).toEqual([name, '401 invalid_client']);
    }
    expect(await statusOfTwoHeaders(good, good)).toBe(400);
    expect(await statusOfTwoHeaders(bad, good)).toBe(400);
    expect(await statusOfTwoHeaders(good, 'Bearer x')).toBe(400);
    expect(outcomeOf(await post({ form: { ...OWN, client_id: app.clientId }, headers: { authorization: good } }))).toBe(
      '200',
    );
  });

  async function statusOfTwoHeaders(...authorization: string[]): Promise<number> {
    const body = new URLSearchParams(OWN).toString();
    const headers = ['Content-Type', 'application/x-www-form-urlencoded', 'Content-Length', `${body.length}`];
    const all = [...headers, ...authorization.flatMap((value) => ['Authorization', value])];
    const url = new URL(`${new URL(server.issuer).pathname}/token`, server.origin);
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers: [...all, 'Host', url.host] });
      sent.once('error', reject).once('response', (answer) => resolve(answer.resume().statusCode ?? 0));
      sent.end(body);
    });
  }
});

describe('how secrets are written', () => {
  it('T059 in Basic: form-encoded as RFC 6749 §2.3.1 wants it, or raw as everybody sends it (D10)', async () => {
    const [id, secret] = ['my:app %41+b', 'p:a%ss +wörd%2B'];
    const odd = await server.createApp({ id: id as ClientId, secret });
    const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
    const header = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
    const send = async (authorization: string): Promise<string> =>
      outcomeOf(await post({ form: OWN, headers: { authorization } }));
    expect(odd.clientId).toBe(id);
    expect(await send(header(`${encode(id)}:${encode(secret)}`))).toBe('200');
    expect(await send(header(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`))).toBe('200');
    const raw = await server.createApp({ id: 'raw%41+b' as ClientId, secret });
    expect(await send(header(`${raw.clientId}:${secret}`))).toBe('200');
    const latin1 = Buffer.from(`${raw.clientId}:${secret}`, 'latin1').toString('base64');
    expect(await send(`Basic ${latin1}`)).toBe('200');
    const lower = basic(app.clientId, app.clientSecret).replace('Basic', 'basic');
    expect(await send(lower)).toBe('200');
  });

  it.each([
    ['no colon', `Basic ${Buffer.from('nothing').toString('base64')}`],
    ['no base64', 'Basic ???'],
    ['nothing', 'Basic'],
    ['an empty id', `Basic ${Buffer.from(':secret').toString('base64')}`],
    ['control characters', `Basic ${Buffer.from('a\u0000b:c').toString('base64')}`],
    ['another scheme', 'Digest username="x"'],
    ['a token', 'Bearer at_x'],
  ])('T059 refuses a malformed header: %s', async (_, authorization) => {
    for (const form of [OWN, { ...OWN, client_id: app.clientId }]) {
      expect(outcomeOf(await post({ form, headers: { authorization } }))).toBe('401 invalid_client');
    }
    await expectStillGood();
  });

  it('T060 nothing that looks empty is a secret', async () => {
    const open = await server.createApp({ isPublic: true });
    for (const secret of ['', 'null', 'undefined', '[]', 'true', '0', 'NaN', ' ', '*']) {
      for (const { clientId } of [app, open]) {
        expect([secret, outcomeOf(await byBasic(clientId, secret))]).toEqual([secret, '401 invalid_client']);
      }
      expect(outcomeOf(await byBody(app.clientId, secret))).toBe('401 invalid_client');
    }
    for (const secret of [null, true, 0, [], {}]) {
      const answer = await post({ json: { ...OWN, client_id: app.clientId, client_secret: secret } });
      expect(outcomeOf(answer)).toBe('400 invalid_request');
    }
    await expectStillGood();
  });

  it('T061 the whole secret counts, and no length of it costs much', async () => {
    const secret = `${'s'.repeat(72)}-and-then-some`;
    const long = await server.createApp({ secret });
    const { clientId } = long;
    for (const wrong of [`${secret}x`, `${'s'.repeat(72)}-and-then-more`, secret.slice(0, 72), secret.slice(0, -1)]) {
      expect(outcomeOf(await byBasic(clientId, wrong))).toBe('401 invalid_client');
      expect(outcomeOf(await byBody(clientId, wrong))).toBe('401 invalid_client');
    }
    const before = process.cpuUsage();
    expect((await byBody(clientId, 'x'.repeat(1_000_000))).status).toBe(413);
    expect(outcomeOf(await byBody(clientId, 'x'.repeat(60_000)))).toBe('401 invalid_client');
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    await expectStillGood(long);
  });

  it('T062 guessing from one address is slowed down, and the client elsewhere is not', async () => {
    const guessed = await server.createApp();
    const from = (address: string, secret: string): Promise<Answer> =>
      post({ form: OWN, headers: { authorization: basic(guessed.clientId, secret), 'x-forwarded-for': address } });
    const answers: Answer[] = [];
    for (let tries = 0; tries < 300; tries += 1) answers.push(await from('203.0.113.9', `cs_${tries}`));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(60);
    const last = answers.at(-1);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('203.0.113.10', guessed.clientSecret)).status).toBe(200);
    server.clock.advance(61_000);
    expect((await from('203.0.113.9', 'cs_wrong')).status).toBe(401);
  });
});

describe('the life of a secret', () => {
  const clientOf = async (id: string): Promise<Client> => {
    const client = await server.app.get(Clients).find(server.instance.id, id);
    if (!client) throw new Error('there is no such client');
    return client;
  };

  it('T063 ends with its rotation, after the overlap and not before', async () => {
    const the = await server.createApp();
    const client = await clientOf(the.clientId);
    const secret = await server.app.get(Clients).rotateSecret({ client, overlap: 60_000 });
    const next = { ...the, clientSecret: secret };
    for (const both of [the, next]) await expectStillGood(both);
    server.clock.advance(60_000);
    expect(outcomeOf(await byBasic(the.clientId, the.clientSecret))).toBe('401 invalid_client');
    expect(outcomeOf(await byBody(the.clientId, the.clientSecret))).toBe('401 invalid_client');
    await expectStillGood(next);
    const last = await server.app.get(Clients).rotateSecret({ client: await clientOf(the.clientId), overlap: 0 });
    expect(outcomeOf(await byBasic(the.clientId, secret))).toBe('401 invalid_client');
    await expectStillGood({ ...the, clientSecret: last });
  });

  it('T064 is shown when it is made, and nowhere afterwards', async () => {
    const [the, user] = [await server.createApp(), await server.createUser()];
    const visitor = await server.signedIn(user);
    const consent = await visitor.open(server.authorizePath(the));
    expect(consent.text).toContain('Vendor Ltd');
    await codeOf(server, visitor, the);
    await server.token(the, OWN);
    const account = await visitor.open('/demo/account');
    expect(account.status).toBe(200);
    const record = JSON.stringify(await server.app.get(Audit).list(server.instance.id, { limit: 100 }));
    expect(record).toContain(the.appId);
    const stored = JSON.stringify(await clientOf(the.clientId));
    for (const text of [consent.text, account.text, record, stored]) expect(text).not.toContain(the.clientSecret);
    await expectStillGood(the);
  });

  it('T066 ends at the border of the instance', async () => {
    await server.createInstance('next-door');
    for (const [endpoint, form] of Object.entries(ENDPOINTS)) {
      const headers = { authorization: basic(app.clientId, app.clientSecret) };
      const there = await server.send('POST', `/next-door/oauth2/v1/${endpoint}`, { form, headers });
      expect([endpoint, outcomeOf(there)]).toEqual([endpoint, '401 invalid_client']);
      expect(outcomeOf(await post({ form, headers }, endpoint))).toBe('200');
    }
  });

  it('T067 a public client does not become a confidential one by sending something', async () => {
    const open = await server.createApp({ isPublic: true });
    const visitor = await server.signedIn(await server.createUser());
    const { json } = await server.token(open, await codeOf(server, visitor, open));
    const token = String(json['access_token']);
    const authorization = basic(open.clientId, 'made-up');
    for (const form of [OWN, { token }]) {
      const endpoint = 'token' in form ? 'introspect' : 'token';
      expect(outcomeOf(await post({ form: { ...form, client_id: open.clientId, client_secret: 'x' } }, endpoint))).toBe(
        '401 invalid_client',
      );
      expect(outcomeOf(await post({ form, headers: { authorization } }, endpoint))).toBe('401 invalid_client');
      expect(
        outcomeOf(await post({ form: { ...form, client_id: open.clientId }, headers: { authorization } }, endpoint)),
      ).toBe('401 invalid_client');
    }
    expect(outcomeOf(await post({ form: { token, client_id: open.clientId } }, 'introspect'))).toBe(
      '401 invalid_client',
    );
    expect(outcomeOf(await post({ form: { ...OWN, client_id: open.clientId, client_secret: '' } }))).toBe(
      '400 unauthorized_client',
    );
    expect(outcomeOf(await server.refresh(open, String(json['refresh_token'])))).toBe('200');
  });
});
