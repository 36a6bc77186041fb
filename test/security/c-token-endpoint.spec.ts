import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Mint } from '../../src/platform/index.js';
import { Resources } from '../../src/resources/index.js';
import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { basic, type Answer } from '../support/http.js';
import { PASSWORD, type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

const FORM = 'application/x-www-form-urlencoded';
const OWN = { grant_type: 'client_credentials', scope: 'tickets.ticket.r' };

let server: TestServer;
let app: TestApp;
let user: TestUser;
let visitor: Visitor;
let path: string;
let authorization: string;
beforeAll(async () => {
  server = await TestServer.start();
  [app, user] = [await server.createApp(), await server.createUser()];
  visitor = await server.signedIn(user);
  path = `${new URL(server.issuer).pathname}/token`;
  authorization = basic(app.clientId, app.clientSecret);
});
afterAll(() => server.stop());

/** The status of a request as Node sends it, for header values that `fetch` would put right. */
async function rawStatus(body: string, contentType?: string): Promise<number> {
  const type = contentType === undefined ? {} : { 'content-type': contentType };
  const headers = { authorization, ...type, 'content-length': body.length };
  const sent = request(new URL(path, server.origin), { method: 'POST', headers }).end(body);
  const [status] = await new Promise<[number, Promise<string>]>((resolve, reject) =>
    sent.once('error', reject).once('response', (answer) => resolve([answer.statusCode ?? 0, text(answer)])),
  );
  return status;
}

describe('what a token request looks like', () => {
  it('T038 is refused as GET, and takes nothing from the URL', async () => {
    const encoded = new URLSearchParams({
      ...OWN,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    }).toString();
    const byGet = await server.send('GET', `${path}?${encoded}`);
    expect(byGet.status).toBe(405);
    expect(byGet.headers.get('allow')?.split(', ')).not.toContain('GET');
    const inUrl = await server.send('POST', `${path}?${new URLSearchParams(OWN)}`, {
      form: '',
      headers: { authorization },
    });
    expect(outcomeOf(inUrl)).toBe('400 invalid_request');
    expect(outcomeOf(await server.send('POST', `${path}?${encoded}`, { form: OWN }))).toBe('401 invalid_client');
    expect(outcomeOf(await server.send('POST', path, { form: OWN, headers: { authorization } }))).toBe('200');
  });

  it('T039 is a form, or the same parameters as JSON, and nothing else', async () => {
    const body = new URLSearchParams(OWN).toString();
    const refused = ['multipart/form-data; boundary=x', 'text/plain', `${FORM}\ta`, 'application/json garbage'];
    for (const type of [...refused, `${FORM}; charset=utf-7`, 'application/xml'])
      expect([type, await rawStatus(body, type)]).toEqual([type, 415]);
    expect(await rawStatus(body)).toBe(415);
    expect(await rawStatus(body, FORM)).toBe(200);
    expect(await rawStatus(body, `${FORM}; charset=UTF-8`)).toBe(200);
    expect(await rawStatus(JSON.stringify(OWN), 'application/json')).toBe(200);
    expect(await rawStatus(JSON.stringify({ ...OWN, scope: ['tickets.ticket.r'] }), 'application/json')).toBe(400);
    expect(
      await rawStatus('{"grant_type":"client_credentials","grant_type":"client_credentials"}', 'application/json'),
    ).toBe(400);
    expect(await rawStatus('[]', 'application/json')).toBe(400);
  });

  it.each<[string, string, string]>([
    ['missing', 'scope=tickets.ticket.r', '400 invalid_request'],
    ['empty', 'grant_type=', '400 invalid_request'],
    ['doubled', 'grant_type=client_credentials&grant_type=client_credentials', '400 invalid_request'],
    ['unknown', 'grant_type=magic', '400 unsupported_grant_type'],
    ['an array', 'grant_type[]=client_credentials', '400 invalid_request'],
    ['in mixed case', 'grant_type=Client_Credentials', '400 unsupported_grant_type'],
    ['implicit', 'grant_type=implicit', '400 unsupported_grant_type'],
  ])('T040 refuses a grant_type that is %s', async (_, form, outcome) => {
    expect(outcomeOf(await server.send('POST', path, { form, headers: { authorization } }))).toBe(outcome);
    expect(outcomeOf(await server.token(app, OWN))).toBe('200');
  });

  it('T040 refuses the password grant with the right password, and it starts no session (RFC 9700 §2.4)', async () => {
    const form = { grant_type: 'password', username: user.email, password: PASSWORD, scope: 'openid' };
    const refused = await server.token(app, form);
    expect(outcomeOf(refused)).toBe('400 unsupported_grant_type');
    expect(refused.headers.getSetCookie()).toEqual([]);
  });
});

describe('what the token endpoint answers', () => {
  const expectSound = ({ headers, text: body }: Answer): void => {
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).not.toMatch(/<|\n\s+at /);
  };

  it('T050 answers in JSON that nobody stores, with a type, a lifetime and the scope', async () => {
    const answer = await server.token(app, await codeOf(server, visitor, app));
    expectSound(answer);
    expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile email' });
    expect(answer.json['refresh_token_expires_in']).toEqual(expect.any(Number));
  });

  it('T050 keeps error texts to the characters of RFC 6749 §5.2', async () => {
    const causes: Form[] = [
      {},
      { grant_type: 'müll\u0007"\\<script>' },
      { grant_type: 'authorization_code', code: 'ac_unknown' },
      { ...OWN, scope: 'tickets.ticket.r tickets."x"' },
      { ...OWN, scope: 'unbekannt.größe.r' },
      { ...OWN, resource: 'https://other.example/"\\' },
    ];
    for (const form of causes) {
      const answer = await server.token(app, form);
      expect(answer.status).toBe(400);
      expectSound(answer);
      expect(answer.json['error']).toMatch(/^[a-z_]+$/);
      expect(answer.json['error_description']).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
    }
    const unauthenticated = await server.send('POST', path, { form: OWN });
    expectSound(unauthenticated);
    expect(outcomeOf(unauthenticated)).toBe('401 invalid_client');
  });

  it('T051 gives client credentials to a confidential client with that grant alone, without a refresh token', async () => {
    const open = await server.createApp({ isPublic: true });
    const asked = await server.createApp({ isPublic: true, grantTypes: ['client_credentials', 'authorization_code'] });
    const without = await server.createApp({ grantTypes: ['authorization_code', 'refresh_token'] });
    for (const refused of [open, asked, without])
      expect(outcomeOf(await server.token(refused, OWN))).toBe('400 unauthorized_client');
    const { json, status } = await server.token(app, OWN);
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    expect(await server.isActive(app, String(json['access_token']))).toBe(true);
  });

  it('T052 does not widen the scope at the code exchange (RFC 9700 §2.3)', async () => {
    for (const scope of ['openid email tickets.ticket.rw', 'tickets.ticket.r', 'openid', 'x']) {
      const form = await codeOf(server, visitor, app, { scope: 'openid' });
      const { json } = await server.token(app, { ...form, scope });
      expect(json['scope']).toBe('openid');
      const profile = await server.userinfo(String(json['access_token']));
      expect(profile.json).toEqual({ sub: user.id });
    }
  });

  it('T055 never repeats a code or a token, and leaves no pattern in them', async () => {
    const resources = server.app.get(Resources);
    const api = { instanceId: server.instance.id, name: 'dice', title: 'Dice', audience: 'https://dice.example/' };
    const description = { en: 'Throw dice' };
    await resources.addScopes(await resources.create({ ...api, tokenFormat: 'opaque' }), [
      { name: 'dice.throw.w', description },
    ]);
    const player = await server.createApp({ scope: ['dice.throw.w'] });
    const one = async (): Promise<string[]> => {
      const form = await codeOf(server, visitor, player, { scope: 'openid dice.throw.w' });
      const answers = [await server.token(player, form)];
      for (let turn = 0; turn < 4; turn += 1) {
        answers.push(await server.refresh(player, String(answers.at(-1)?.json['refresh_token'])));
      }
      const issued = answers.flatMap(({ json }) => [json['access_token'], json['refresh_token']]);
      return [form['code'], ...issued].map(String);
    };
    const secrets: string[] = [];
    await one();
    while (secrets.length < 1_000) secrets.push(...(await Promise.all(Array.from({ length: 25 }, one))).flat());
    for (const secret of secrets) expect(secret).toMatch(/^(?:ac|rt|at)_[A-Za-z0-9_-]{43}$/);
    // What follows the prefix comes from here, and here it costs no request: 10,000 in all.
    const mint = server.app.get(Mint);
    while (secrets.length < 10_000) secrets.push(`xx_${mint.secret()}`);
    expect(new Set(secrets.map((secret) => secret.slice(3))).size).toBe(secrets.length);
    for (let position = 0; position < 42; position += 1) {
      expect(chiSquare(secrets.map((secret) => secret.charAt(position + 3)))).toBeLessThan(150);
    }
  }, 120_000);
});

/** Of 64 characters that should be equally frequent: 63 degrees of freedom, so 150 is far beyond one in a million. */
function chiSquare(characters: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  const expected = characters.length / 64;
  const missing = (64 - counts.size) * expected;
  return missing + [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
