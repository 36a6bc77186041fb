import { Users } from '../../src/users/index.js';
import { type Answer } from '../support/http.js';
import { sendRaw } from '../support/raw-http.js';
import { PASSWORD, type TestUser, TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const signIn = (identifier: string, password: string): Promise<Answer> =>
  server.signIn(server.visitor(), identifier, password);

/** What a stranger sees of an answer, without what is new in each and what they have typed. */
function seen({ status, headers, text }: Answer, identifier: string): unknown {
  const requestId = headers.get('x-request-id') ?? '';
  const body = text
    .replaceAll(requestId, 'ID')
    .replace(/(name="csrf" value=")[^"]*/g, '$1')
    .replaceAll(identifier, 'WHO');
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'content-length'].includes(name));
  return { status, body, headers: kept, length: text.length - identifier.length };
}

describe('a failed sign-in', () => {
  it('T201 looks the same for every cause: status, page, headers, cookies, length', async () => {
    const users = server.app.get(Users);
    const instanceId = server.instance.id;
    const social = await users.create({ instanceId, email: 'social@example.com', name: 'Pat Doe' });
    const [known, suspended, verified] = await Promise.all(
      ['known1', 'suspen', 'verify'].map((name) =>
        users.create({
          instanceId,
          email: `${name}@example.com`,
          name,
          password: PASSWORD,
          emailVerified: name === 'verify',
        }),
      ),
    );
    await users.suspend({ instanceId, userId: suspended?.id ?? social.id });
    const causes: [string, string][] = [
      ['nobody@example.com', PASSWORD],
      [known?.email ?? '', 'not the password'],
      [verified?.email ?? '', 'not the password'],
      [social.email, PASSWORD],
      [suspended?.email ?? '', PASSWORD],
      [known?.email ?? '', 'x'.repeat(1_025)],
      ['nobody@example.com', 'x'.repeat(1_025)],
    ];
    const answers = await Promise.all(
      causes.map(async ([email, password]) => seen(await signIn(email, password), email)),
    );
    expect(answers[0]).toMatchObject({ status: 401 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await signIn(known?.email ?? '', PASSWORD)).status).toBe(303);
  });

  it('T201 by an empty password or identifier is no different for who exists', async () => {
    const user = await server.createUser();
    const [known, unknown] = [await signIn(user.email, ''), await signIn('nobody2@example.com', '')];
    expect(seen(known, user.email)).toEqual(seen(unknown, 'nobody2@example.com'));
    expect([known.status, (await signIn('', PASSWORD)).status]).toEqual([401, 401]);
  });

  let injected: TestUser;
  beforeAll(async () => {
    injected = await server.createUser();
  });
  afterAll(async () => {
    expect((await signIn(injected.email, PASSWORD)).status).toBe(303);
  });

  it.each([
    "' OR '1'='1",
    "'; DROP TABLE users; --",
    "' UNION SELECT NULL,NULL--",
    "x@example.com' AND pg_sleep(5)--",
    '"; SELECT randomblob(1000000000); --',
    '{"$ne":null}',
    '{"$gt":""}',
    '*)(uid=*))(|(uid=*',
    '${7*7}{{7*7}}',
    '../../etc/passwd',
    '\\x00\\u0000',
    '%27%20OR%201=1',
  ])('T207 is all that an injection gets, in either field: %s', async (text) => {
    for (const [identifier, password] of [
      [text, PASSWORD],
      [`${injected.email}${text}`, PASSWORD],
      [injected.email, text],
    ] as const) {
      expect((await signIn(identifier, password)).status).toBe(401);
      server.clock.advance(16 * 60_000);
    }
  });
});

describe('a password', () => {
  const signUp = async (password: string, email: string): Promise<Answer> => {
    const browser = server.visitor();
    return browser.submit(await browser.open('/demo/sign-up'), { identifier: email, name: 'New Person', password });
  };

  it.each([
    ['64 characters', 'correct horse battery staple '.repeat(3).slice(0, 64)],
    ['128 characters', 'correct horse battery staple '.repeat(5).slice(0, 128)],
    ['1,024 characters', 'correct horse battery staple '.repeat(36).slice(0, 1_024)],
    ['emoji', '🦊🌵🛶🎻🧭🪁🍋🐙'],
    ['15 letters of one kind', 'qwmzvbxtlkjhgfd'],
    ['spaces at its ends', '  surrounded by air  '],
  ])('T203 T204 T205 of %s is taken at sign-up, and is needed to the last character', async (name, password) => {
    const email = `${name.replace(/\W/g, '')}@example.com`;
    expect((await signUp(password, email)).status).toBe(303);
    expect((await signIn(email, password)).status).toBe(303);
    for (const near of [
      password.slice(0, -1),
      `${password} `,
      password.slice(0, 72),
      `${password}\u0000x`,
      password.toUpperCase(),
    ]) {
      if (near !== password) expect([401, 400]).toContain((await signIn(email, near)).status);
    }
  });

  it.each(['password', 'Passw0rd1', 'qwertyuiop', '1234567', 'newperson1', 'latchkey1', 'x'.repeat(1_025)])(
    'T205 that is common, short, about the account or huge is refused at sign-up, and makes no account: %.20s',
    async (password) => {
      expect((await signUp(password, 'refused@example.com')).status).toBe(400);
      expect(await server.app.get(Users).findByEmail(server.instance.id, 'refused@example.com')).toBeUndefined();
    },
  );

  it('T204 of a megabyte is refused by its size, before anything is hashed', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `password=${'x'.repeat(1_000_000)}`;
    const before = process.cpuUsage();
    expect((await sendRaw(server.origin, { method: 'POST', path: '/demo/sign-up', headers, body })).status).toBe(413);
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
    const user = await server.createUser();
    expect((await signIn(user.email, 'x'.repeat(60_000))).status).toBe(401);
  });

  it('T206 is a text and nothing else', async () => {
    const user = await server.createUser();
    const browser = await server.signedIn(user);
    const change = async (json: unknown): Promise<number> =>
      (await browser.post('/demo/api/users/me/password', { json, headers: { origin: server.origin } })).status;
    for (const value of [{ $ne: null }, [], ['x'], true, 0, { length: 64 }, null, { toString: 'x' }, 12345678]) {
      expect([value, await change({ currentPassword: user.password, newPassword: value })]).toEqual([value, 400]);
      expect([value, await change({ currentPassword: value, newPassword: 'another four words here' })]).toEqual([
        value,
        400,
      ]);
    }
    expect((await signIn(user.email, user.password)).status).toBe(303);
    expect(await change({ currentPassword: user.password, newPassword: 'another four words here' })).toBe(204);
  });

  it('T206 sent twice, or under an array’s name, is no password', async () => {
    const user = await server.createUser();
    const browser = server.visitor();
    const csrf = /name="csrf" value="([^"]+)"/.exec((await browser.open('/demo/sign-in')).text)?.[1] ?? '';
    const known = `csrf=${csrf}&identifier=${encodeURIComponent(user.email)}`;
    const right = encodeURIComponent(user.password);
    for (const [body, status] of [
      [`${known}&password=x&password=${right}`, 400],
      [`${known}&password=${right}&password=x`, 400],
      [`${known}&identifier=a&password=${right}`, 400],
      [`${known}&password[]=${right}`, 401],
      [`${known}&password[$ne]=x`, 401],
      [`csrf=${csrf}&identifier[]=${encodeURIComponent(user.email)}&password=${right}`, 401],
      [`${known}&password=x&__proto__[password]=${right}&constructor=${right}`, 401],
    ] as const) {
      expect([body, (await browser.post('/demo/sign-in', { form: body })).status]).toEqual([body, status]);
    }
    expect((await browser.post('/demo/sign-in', { form: `${known}&password=${right}` })).status).toBe(303);
  });

  it('T211 in a URL signs nobody in, and is not repeated', async () => {
    const user = await server.createUser();
    const browser = server.visitor();
    const query = new URLSearchParams({ identifier: user.email, password: user.password }).toString();
    const page = await browser.get(`/demo/sign-in?${query}`);
    expect(page.text).not.toContain(user.password);
    expect(browser.cookie('ZEYOSID')).toBeUndefined();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1];
    expect((await browser.post(`/demo/sign-in?${query}`, { form: { csrf } })).status).toBe(401);
    expect(browser.cookie('ZEYOSID')).toBeUndefined();
    expect((await server.send('GET', `/demo/oauth2/v1/token?grant_type=password&${query}`)).status).toBe(405);
    expect((await server.send('GET', `/demo/api/users/me/password?newPassword=x`)).status).toBe(405);
  });
});
