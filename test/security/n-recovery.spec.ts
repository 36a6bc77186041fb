import { Database } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { everythingStored, tablesWith } from '../support/everything-stored.js';
import type { Answer } from '../support/http.js';
import { linkTo, mailedTo } from '../support/mailbox.js';
import { withinBound } from '../support/nodes.js';
import { RecoveryTests } from '../support/recovery.js';
import { PASSWORD, TestServer, type TestUser } from '../support/server.js';
import { SmtpHost } from '../support/smtp.js';
import { StatementLog } from '../support/statements.js';
import { AppLogger, OutboxWorker } from '../../src/platform/index.js';

const NEW_PASSWORD = 'a lantern under nine stairs';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SENT = 'If an account exists for this email, a password reset link has been sent.';

let server: TestServer;
let replica: TestServer;
let tests: RecoveryTests;
let log: string[] = [];
beforeAll(async () => {
  const logger = new AppLogger('trace', { write: (line: string) => void log.push(line) });
  server = await TestServer.start({ logger });
  replica = await server.replica();
  tests = new RecoveryTests(server);
});
afterAll(async () => {
  await replica.stop();
  await server.stop();
});
beforeEach(() => {
  log = [];
});

const forgot = (email: unknown, origin = server): Promise<Answer> =>
  tests.post('/api/auth/forgot-password', { email }, origin);
const reset = (token: unknown, password = NEW_PASSWORD, more: object = {}): Promise<Answer> =>
  tests.post('/api/auth/reset-password', { token, password, ...more });
const answerOf = ({ status, json }: Answer): unknown => [status, json['message'] ?? json['error']];
const INVALID = [400, 'Invalid or expired reset token'];

/** By the letter, as a person would. */
async function mailedReset(email: string): Promise<string> {
  await forgot(email);
  await tests.drain();
  return tokenOf(await linkTo(server, email, 'reset-password'));
}
function tokenOf(link: URL): string {
  return link.searchParams.get('token') ?? '';
}
const hasPassword = async (email: string, password: string): Promise<boolean> =>
  (await tests.login(email, password)).status === 200;
const keyOf = ({ instanceId, id: userId }: TestUser) => ({ instanceId, userId });

it('T213 the link has the configured origin and the path of the instance, whatever the request says', async () => {
  const user = await server.createUser();
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example:444',
    'x-forwarded-proto': 'https',
    'x-original-url': 'https://evil.example/x',
    forwarded: 'host=evil.example;proto=https',
  };
  for (const path of ['/api/auth/forgot-password', '/demo/api/auth/forgot-password']) {
    await server.send('POST', path, { json: { email: user.email }, headers });
  }
  await tests.drain();
  const links = (await mailedTo(server, user.email)).map(({ link = '' }) => link.split('?')[0]);
  expect(links).not.toHaveLength(0);
  expect(new Set(links)).toEqual(new Set([`${new URL(server.issuer).origin}/demo/reset-password`]));
});

describe('T214 one recipient, the stored address', () => {
  it.each<[string, (email: string) => unknown]>([
    ['a list', (email) => [email, 'me@evil.example']],
    ['an object', (email) => ({ 0: email, 1: 'me@evil.example' })],
    ['a comma', (email) => `${email},me@evil.example`],
    ['a semicolon', (email) => `${email};me@evil.example`],
    ['a line break', (email) => `${email}\nBcc: me@evil.example`],
    ['an encoded line break', (email) => `${email}%0aBcc:me@evil.example`],
    ['a quoted local part', (email) => `"${email}"@evil.example`],
    ['angle brackets', (email) => `<${email}> <me@evil.example>`],
    ['a space', (email) => `${email} me@evil.example`],
  ])('not with %s', async (_, wrong) => {
    const user = await server.createUser();
    expect((await forgot(wrong(user.email))).status).toBe(400);
    await tests.drain();
    expect(await mailedTo(server, user.email)).toHaveLength(0);
    expect(await mailedTo(server, 'me@evil.example')).toHaveLength(0);
  });

  it('not with a name twice', async () => {
    const user = await server.createUser();
    const body = `{"email":"${user.email}","email":"me@evil.example"}`;
    const url = `${server.origin}/api/auth/forgot-password`;
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': server.visitor().address };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(400);
    const form = `email=${user.email}&email=me@evil.example`;
    const visitor = server.visitor();
    const page = await visitor.open('/demo/forgot-password');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const cookie = `latchkey_browser=${visitor.cookie('latchkey_browser') ?? ''}`;
    const sent = await fetch(`${server.origin}/demo/forgot-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: `${form}&csrf=${csrf}`,
    });
    expect(sent.status).toBe(400);
  });

  it('in the spelling that is stored, not in the one that was typed', async () => {
    const user = await server.createUser({ email: 'Stored.Case@example.com' });
    await forgot('  stored.CASE@EXAMPLE.com ');
    await tests.drain();
    expect(await mailedTo(server, user.email)).toHaveLength(1);
    expect(await mailedTo(server, 'stored.CASE@EXAMPLE.com')).toHaveLength(0);
  });
});

it('T215 T324 the token is in the letter, and nowhere else: not in answers, headers, logs, nor readable in the database', async () => {
  const user = await server.createUser();
  const asked = await forgot(user.email);
  await tests.drain();
  const token = tokenOf(await linkTo(server, user.email, 'reset-password'));
  expect(token).toMatch(/^mp_[A-Za-z0-9_-]{43}$/);
  expect(tablesWith(await everythingStored(server.app), token)).toEqual([]);
  const visitor = server.visitor();
  const page = await visitor.open(`/demo/reset-password?token=${token}`);
  const weak = await reset(token, 'password');
  const done = await reset(token);
  const again = await reset(token);
  for (const { text, headers } of [asked, page, weak, done, again]) {
    expect(text + JSON.stringify([...headers])).not.toContain(token);
  }
  expect(log.join('\n')).not.toContain(token);
  expect(tablesWith(await everythingStored(server.app), token)).toEqual([]);
  expect(log.length).toBeGreaterThan(0);
});

describe('T216 a token works once', () => {
  it('a second use is refused, and changes nothing', async () => {
    const user = await server.createUser();
    const token = await mailedReset(user.email);
    expect((await reset(token)).status).toBe(200);
    expect(answerOf(await reset(token, 'another lantern, ten stairs'))).toEqual(INVALID);
    expect(await hasPassword(user.email, NEW_PASSWORD)).toBe(true);
  });

  it('of twenty at once over two replicas one wins, and its password is the account’s', async () => {
    const user = await server.createUser();
    const token = await mailedReset(user.email);
    const passwords = Array.from({ length: 20 }, (_, index) => `lantern number ${index} of twenty`);
    const answers = await Promise.all(
      passwords.map((password, index) =>
        tests.post('/api/auth/reset-password', { token, password }, index % 2 ? server : replica),
      ),
    );
    const winners = passwords.filter((_, index) => answers[index]?.status === 200);
    expect(winners).toHaveLength(1);
    // Whoever comes when too many passwords are hashed already is told so, before the token is looked at.
    expect(answers.every(({ status }) => [200, 400, 503].includes(status))).toBe(true);
    server.clock.advance(MINUTE);
    for (const password of winners) expect(await hasPassword(user.email, password)).toBe(true);
  }, 60_000);
});

describe('T217 a token is dead', () => {
  const spoiled: [string, (user: TestUser) => Promise<unknown>][] = [
    ['after an hour, with nothing to sweep', async () => server.clock.advance(HOUR)],
    [
      'after a newer request',
      async ({ email }) => {
        server.clock.advance(MINUTE);
        await mailedReset(email);
      },
    ],
    [
      'after the password was changed',
      (user) => server.app.get(Users).setPassword({ ...keyOf(user), password: 'changed in between, twice' }),
    ],
    ['after the address was changed', (user) => changeAddress(user, `moved-${user.email}`)],
    ['of somebody who is suspended', (user) => server.app.get(Users).suspend(keyOf(user))],
    [
      'of somebody who was suspended and is not any more',
      async (user) => {
        await server.app.get(Users).suspend(keyOf(user));
        await server.app.get(Users).activate(keyOf(user));
      },
    ],
    ['of somebody who is gone', (user) => server.app.get(Users).remove(keyOf(user))],
  ];
  it.each(spoiled)('%s', async (_, spoil) => {
    const user = await server.createUser();
    const token = await mailedReset(user.email);
    await spoil(user);
    expect(answerOf(await reset(token))).toEqual(INVALID);
    expect(await hasPassword(user.email, NEW_PASSWORD)).toBe(false);
  });

  it('also where the address comes back', async () => {
    const user = await server.createUser();
    const token = await mailedReset(user.email);
    await changeAddress(user, 'away@example.com');
    await changeAddress({ ...user, email: 'away@example.com' }, user.email);
    expect(answerOf(await reset(token))).toEqual(INVALID);
  });

  it('and lives until the last millisecond of its hour', async () => {
    const user = await server.createUser();
    const token = await mailedReset(user.email);
    server.clock.advance(HOUR - 1);
    expect((await reset(token)).status).toBe(200);
  });
});

/** By the letters, as a person would. */
async function changeAddress(user: TestUser, email: string): Promise<void> {
  const token = await askForChange(user, email);
  const { status } = await tests.post('/api/auth/confirm-email', { token });
  if (status !== 200) throw new Error(`the address was not changed: ${status}`);
}
async function requestChange(user: TestUser, email: string, password = PASSWORD): Promise<Answer> {
  const visitor = await server.signedIn(user);
  const headers = { origin: new URL(server.issuer).origin };
  return visitor.post('/demo/api/users/me/email', { json: { email, current_password: password }, headers });
}
async function askForChange(user: TestUser, email: string): Promise<string> {
  const asked = await requestChange(user, email);
  if (asked.status !== 200) throw new Error(`no change: ${asked.status} ${asked.text}`);
  await tests.drain();
  return tokenOf(await linkTo(server, email, 'email-change-confirm'));
}

it('T218 a token is about its own account, whatever stands beside it', async () => {
  const [owner, other] = [await server.createUser(), await server.createUser()];
  const token = await mailedReset(owner.email);
  for (const more of [{ email: other.email }, { userId: other.id }, { user_id: other.id }, { instance: 'x' }]) {
    expect((await reset(token, NEW_PASSWORD, more)).status).toBe(400);
  }
  expect((await reset(token)).status).toBe(200);
  expect(await hasPassword(owner.email, NEW_PASSWORD)).toBe(true);
  expect(await hasPassword(other.email, PASSWORD)).toBe(true);
});

describe('T219 no token is none', () => {
  it.each<[string, unknown]>([
    ['absent', undefined],
    ['empty', ''],
    ['null', null],
    ['the word', 'undefined'],
    ['a list', []],
    ['an object', {}],
    ['true', true],
    ['0', 0],
    ['of the form, and made up', `mp_${'A'.repeat(43)}`],
  ])('%s', async (_, token) => {
    const user = await server.createUser();
    await mailedReset(user.email);
    expect((await reset(token)).status).toBe(400);
    expect(await hasPassword(user.email, PASSWORD)).toBe(true);
  });

  it('the pages go no further without the letter either', async () => {
    const user = await server.createUser();
    const visitor = server.visitor();
    const asked = await visitor.submit(await visitor.open('/demo/forgot-password'), { email: user.email });
    expect(asked.status).toBe(200);
    const page = await visitor.open('/demo/reset-password');
    expect(page.status).toBe(400);
    const csrf = /name="csrf" value="([^"]+)"/.exec((await visitor.open('/demo/forgot-password')).text)?.[1] ?? '';
    const sent = await visitor.post('/demo/reset-password', { form: { csrf, password: NEW_PASSWORD } });
    expect(sent.status).toBe(400);
    expect(await hasPassword(user.email, PASSWORD)).toBe(true);
  });
});

describe('T220 after a reset', () => {
  it('sessions, refresh cookies, refresh tokens and pending letters are dead, on both replicas', async () => {
    const user = await server.createUser();
    const app = await server.createApp();
    const { access_token: access, refresh_token: refresh } = await server.tokens(user, app);
    const browser = await server.signedIn(user);
    const login = await tests.login(user.email);
    const cookie =
      login.headers
        .getSetCookie()
        .find((line) => line.startsWith('refresh_token='))
        ?.split(';')[0] ?? '';
    const pending = await askForChange(user, 'pending-at-reset@example.com');
    const token = await mailedReset(user.email);
    expect((await reset(token)).status).toBe(200);
    const session = browser.cookie('ZEYOSID') ?? '';
    for (const node of [server, replica]) {
      await withinBound(async () => {
        const me = await node.send('GET', '/demo/api/users/me', { headers: { cookie: `ZEYOSID=${session}` } });
        return me.status === 401;
      });
      await withinBound(async () => (await node.userinfo(access)).status === 401);
      expect((await node.refresh(app, refresh)).status).toBe(400);
      expect((await node.send('POST', '/api/auth/refresh', { headers: { cookie } })).status).toBe(401);
      const confirmed = await node.send('POST', '/api/auth/confirm-email', { json: { token: pending } });
      expect(confirmed.status).toBe(400);
    }
    await tests.drain();
    expect((await mailedTo(server, user.email)).map(({ template }) => template)).toContain('password-changed');
  });

  it('an address that nobody had proved is its owner’s, and who made the account has nothing left in it', async () => {
    const email = 'prehijacked@example.com';
    const account = { email, password: PASSWORD, name: 'Some Body' };
    const { json } = await tests.post('/api/auth/register', account);
    const headers = { authorization: `Bearer ${String(json['accessToken'])}` };
    const made = await server.send('POST', '/api/api-keys', { json: { name: 'left behind' }, headers });
    const key = String((made.json['key'] as { key?: string }).key);
    const use = () => server.send('GET', '/api/users/me', { headers: { authorization: `Bearer ${key}` } });
    expect((await use()).status).toBe(200);
    expect((await reset(await mailedReset(email))).status).toBe(200);
    await withinBound(async () => (await use()).status === 401);
    expect((await server.app.get(Users).findByEmail(server.instance.id, email))?.emailVerified).toBe(true);
  });

  it('somebody whom strangers have locked out by guessing gets in with the new password', async () => {
    const user = await server.createUser();
    for (let guess = 0; guess < 12; guess += 1) await tests.login(user.email, `wrong guess ${guess}`);
    expect((await tests.login(user.email)).status).toBe(429);
    await reset(await mailedReset(user.email));
    expect(await hasPassword(user.email, NEW_PASSWORD)).toBe(true);
  });
});

it('T221 known, unknown, social-only and disabled addresses: one answer, after the same statements', async () => {
  const users = server.app.get(Users);
  const instanceId = server.instance.id;
  const known = await server.createUser();
  const disabled = await server.createUser();
  await users.suspend(keyOf(disabled));
  const { email: social } = await users.create({ instanceId, email: 'social-only@example.com', name: 'Social' });
  const statements = new StatementLog();
  const seen = [];
  for (const email of [known.email, 'unknown@example.com', social, disabled.email]) {
    let answer: Answer | undefined;
    const work = await statements.during(async () => {
      answer = await forgot(email);
    });
    const names = [...(answer?.headers.keys() ?? [])].filter((name) => name !== 'x-request-id');
    seen.push({ work, names, status: answer?.status, body: answer?.text });
  }
  statements.stop();
  expect(seen[0]).toMatchObject({ status: 200, body: JSON.stringify({ message: SENT }) });
  for (const one of seen) expect(one).toEqual(seen[0]);
  expect(seen[0]?.work.filter((statement) => statement.includes('users'))).toEqual([]);
  await tests.drain();
  expect(await mailedTo(server, known.email)).toHaveLength(1);
  expect(await mailedTo(server, disabled.email)).toHaveLength(0);
  expect(await mailedTo(server, 'unknown@example.com')).toHaveLength(0);
});

describe('T222 a thousand requests', () => {
  it('for one account: a few letters an hour, and the same answer to all', async () => {
    const user = await server.createUser();
    const answers = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      const wave = await Promise.all(Array.from({ length: 10 }, () => forgot(user.email)));
      wave.forEach((answer) => answers.add(JSON.stringify(answerOf(answer))));
    }
    await tests.drain();
    expect([...answers]).toEqual([JSON.stringify([200, SENT])]);
    expect(await mailedTo(server, user.email)).toHaveLength(5);
    server.clock.advance(HOUR);
    await forgot(user.email);
    await tests.drain();
    expect(await mailedTo(server, user.email)).toHaveLength(6);
  }, 60_000);

  it('for a thousand accounts from one address: thirty, then 429 for known and unknown alike', async () => {
    const user = await server.createUser();
    const visitor = server.visitor();
    const path = '/api/auth/forgot-password';
    const statuses: number[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      statuses.push((await visitor.post(path, { json: { email: `victim-${index}@example.com` } })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    const refused = await visitor.post(path, { json: { email: user.email } });
    const unknown = await visitor.post(path, { json: { email: 'no-such@example.com' } });
    expect(answerOf(refused)).toEqual([429, 'Too many requests']);
    expect(answerOf(unknown)).toEqual(answerOf(refused));
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  }, 60_000);
});

it('T223 a name with markup, line breaks or template syntax is text in a letter, and not a header', async () => {
  const names = [
    '<img src=x onerror=alert(1)><a href="https://evil.example">click</a>',
    '{{constructor.constructor("x")()}} ${7*7} <%= 7*7 %>',
    '"Bcc: me@evil.example" <me@evil.example>',
  ];
  for (const [index, name] of names.entries()) {
    const user = await server.createUser({ name, email: `named-${index}@example.com` });
    await mailedReset(user.email);
    const [mail] = await mailedTo(server, user.email);
    expect(mail?.html).not.toMatch(/<img|evil\.example|\b49\b/);
    expect(mail?.text).not.toMatch(/evil\.example|\b49\b/);
    expect(mail).toMatchObject({ to: user.email, subject: 'Reset your password for Demo' });
  }
  const broken = { email: 'broken@example.com', password: PASSWORD, name: 'Ada\r\nBcc: me@evil.example' };
  expect((await tests.post('/api/auth/register', broken)).status).toBe(400);
  expect(await mailedTo(server, 'me@evil.example')).toHaveLength(0);
});

describe('T224 the page of the link', () => {
  it.each<[string, string]>([
    ['reset-password', 'reset-password'],
    ['verify-email', 'verify-email'],
  ])(
    '%s: the token leaves the address at once, no referrer, nothing of third parties, and looking uses nothing up',
    async (page, template) => {
      const email = `linked-${page}@example.com`;
      await tests.post('/api/auth/register', { email, password: PASSWORD, name: 'Linked' });
      await forgot(email);
      await tests.drain();
      const link = await linkTo(server, email, template);
      const visitor = server.visitor();
      // Mail programs look at links, some of them several times.
      for (let look = 0; look < 3; look += 1) await server.visitor().open(link.pathname + link.search);
      const arrived = await visitor.get(link.pathname + link.search);
      expect([arrived.status, arrived.location]).toEqual([303, `/demo/${page}`]);
      expect(arrived.headers.get('referrer-policy')).toBe('no-referrer');
      const [cookie = ''] = arrived.headers.getSetCookie();
      expect(cookie).toMatch(
        new RegExp(`^latchkey_link=mp_[^;]+; Path=/demo/${page}; Max-Age=3600; HttpOnly; SameSite=Lax$`),
      );
      const shown = await visitor.open(`/demo/${page}`);
      expect(shown.status).toBe(200);
      expect(shown.headers.get('referrer-policy')).toMatch(/^(?:no-referrer|same-origin)$/);
      expect(shown.headers.get('cache-control')).toBe('no-store');
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(shown.text).not.toContain(tokenOf(link));
      expect(shown.text).not.toMatch(/(?:src|href|action)="https?:/);
      const done = await visitor.submit(shown, page === 'reset-password' ? { password: NEW_PASSWORD } : {});
      expect(done.status).toBe(200);
      expect(visitor.cookie('latchkey_link')).toBeUndefined();
      expect((await server.visitor().open(link.pathname + link.search)).status).toBe(400);
    },
  );

  it('its form is ours: without the field, or from elsewhere, it is refused and the token stays', async () => {
    const user = await server.createUser();
    const token = await mailedReset(user.email);
    const visitor = server.visitor();
    const page = await visitor.open(`/demo/reset-password?token=${token}`);
    const foreign = { form: { password: NEW_PASSWORD }, headers: { origin: 'https://evil.example' } };
    expect((await visitor.post('/demo/reset-password', foreign)).status).toBe(403);
    expect((await visitor.post('/demo/reset-password', { form: { password: NEW_PASSWORD } })).status).toBe(403);
    expect((await visitor.submit(page, { password: 'password' })).status).toBe(400);
    expect((await visitor.submit(page, { password: NEW_PASSWORD })).status).toBe(200);
  });
});

it('T225 nobody says of themselves that the address is proved', async () => {
  const email = 'claims@example.com';
  const claims = [{ email_verified: true }, { emailVerified: true }, { verified: true }];
  for (const claim of claims) {
    const account = { email, password: PASSWORD, name: 'Claims', ...claim };
    expect((await tests.post('/api/auth/register', account)).status).toBe(400);
  }
  expect((await tests.post('/api/auth/register', { email, password: PASSWORD, name: 'Claims' })).status).toBe(201);
  const user = await server.app.get(Users).findByEmail(server.instance.id, email);
  if (!user) throw new Error('there is no account');
  const visitor = await server.signedIn(user);
  const headers = { origin: new URL(server.issuer).origin };
  for (const claim of claims) {
    expect((await visitor.request('PATCH', '/demo/api/users/me', { json: claim, headers })).status).toBe(400);
  }
  const page = await visitor.open('/demo/account');
  await visitor.submit(page, { name: 'Claims', email_verified: 'true', emailVerified: 'true', verified: 'true' });
  expect((await server.app.get(Users).findByEmail(server.instance.id, email))?.emailVerified).toBe(false);
});

describe('T226 another address', () => {
  it('wants the password, in person', async () => {
    const user = await server.createUser();
    expect(answerOf(await requestChange(user, 'x1@example.com', 'wrong'))).toEqual([
      400,
      'Current password is incorrect',
    ]);
    const { access_token: token } = await server.tokens(user, await server.createApp());
    const json = { email: 'x1@example.com', current_password: PASSWORD };
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.send('POST', '/api/users/me/email', { json, headers })).status).toBe(403);
    await tests.drain();
    expect(await mailedTo(server, 'x1@example.com')).toHaveLength(0);
  });

  it('has no power before its mail was read, and the old one is told', async () => {
    const user = await server.createUser();
    await askForChange(user, 'unproved@example.com');
    expect((await tests.login('unproved@example.com')).status).toBe(401);
    await forgot('unproved@example.com');
    await tests.drain();
    const letters = (await mailedTo(server, 'unproved@example.com')).map(({ template }) => template);
    expect(letters).toEqual(['email-change-confirm']);
    expect((await mailedTo(server, user.email)).map(({ template }) => template)).toEqual(['email-change-asked']);
    expect(await hasPassword(user.email, PASSWORD)).toBe(true);
  });

  it('of two requests the newer holds', async () => {
    const user = await server.createUser();
    const older = await askForChange(user, 'older@example.com');
    server.clock.advance(MINUTE);
    const newer = await askForChange(user, 'newer@example.com');
    expect((await tests.post('/api/auth/confirm-email', { token: older })).status).toBe(400);
    expect((await tests.post('/api/auth/confirm-email', { token: newer })).status).toBe(200);
    expect((await tests.login('newer@example.com')).status).toBe(200);
    expect((await mailedTo(server, user.email)).map(({ template }) => template)).toContain('email-changed');
  });

  it('that somebody has is not given away: the same answer and no letter there; nor where it is taken meanwhile', async () => {
    const [user, owner] = [await server.createUser(), await server.createUser()];
    const free = await requestChange(user, 'free@example.com');
    const taken = await requestChange(user, owner.email);
    expect([taken.status, taken.text]).toEqual([free.status, free.text]);
    await tests.drain();
    expect(await mailedTo(server, owner.email)).toHaveLength(0);
    const token = await askForChange(user, 'contested@example.com');
    await server.createUser({ email: 'Contested@example.com' });
    const refused = await tests.post('/api/auth/confirm-email', { token });
    const invalid = await tests.post('/api/auth/confirm-email', { token: `mp_${'B'.repeat(43)}` });
    expect(answerOf(refused)).toEqual(answerOf(invalid));
    expect(await hasPassword(user.email, PASSWORD)).toBe(true);
  });

  it('is not to be had once the password is another, although it was asked for before', async () => {
    const user = await server.createUser();
    await requestChange(user, 'late-letter@example.com');
    await server.app.get(Users).setPassword({ ...keyOf(user), password: NEW_PASSWORD });
    await tests.drain();
    expect(await mailedTo(server, 'late-letter@example.com')).toHaveLength(0);
  });
});

it('T228 a token of one instance is none at another', async () => {
  await server.createInstance('elsewhere');
  const user = await server.createUser();
  const token = await mailedReset(user.email);
  for (const path of ['reset-password', 'verify-email', 'confirm-email']) {
    const json = path === 'reset-password' ? { token, password: NEW_PASSWORD } : { token };
    expect((await tests.post(`/elsewhere/api/auth/${path}`, json)).status).toBe(400);
  }
  // Nor for what it was not mailed for.
  expect((await tests.post('/api/auth/verify-email', { token })).status).toBe(400);
  expect((await tests.post('/api/auth/confirm-email', { token })).status).toBe(400);
  expect((await server.visitor().open(`/elsewhere/reset-password?token=${token}`)).status).toBe(400);
  expect((await reset(token)).status).toBe(200);
});

describe('T227 a mail server', () => {
  const started: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of started.splice(0).toReversed()) await one.stop();
  });
  const withMail = async (port: number): Promise<TestServer> => {
    const environment = { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_STARTTLS: 'never', OUTBOX_INTERVAL: '20' };
    const mailing = await TestServer.start({ environment });
    started.push(mailing);
    return mailing;
  };

  const hosts: [string, () => Promise<SmtpHost>][] = [
    [
      'that is down',
      async () => {
        const host = await SmtpHost.start();
        await host.stop();
        return host;
      },
    ],
    ['that does not answer', () => SmtpHost.start({ onConnect: () => undefined })],
    [
      'that refuses everybody',
      async () => {
        const host = await SmtpHost.start();
        host.refuse = () => 550;
        return host;
      },
    ],
  ];
  it.each(hosts)('%s changes neither the answer nor its time, for anybody', async (name, host) => {
    const smtp = await host();
    if (name !== 'that is down') started.push(smtp);
    const mailing = await withMail(smtp.port);
    const user = await mailing.createUser();
    const ask = async (email: string): Promise<unknown> => {
      const from = { 'x-forwarded-for': mailing.visitor().address };
      const signal = AbortSignal.timeout(1_000);
      const answer = fetch(`${mailing.origin}/api/auth/forgot-password`, {
        ...{ method: 'POST', signal, body: JSON.stringify({ email }) },
        headers: { 'content-type': 'application/json', ...from },
      });
      return (await answer).text();
    };
    for (const email of [user.email, 'nobody@example.com', user.email]) {
      expect(await ask(email)).toBe(JSON.stringify({ message: SENT }));
    }
  });

  it('that comes back gets the letter', async () => {
    const host = await SmtpHost.start();
    started.push(host);
    host.refuse = () => 451;
    const environment = { SMTP_URL: `smtp://127.0.0.1:${host.port}`, SMTP_STARTTLS: 'never' };
    const mailing = await TestServer.start({ environment });
    started.push(mailing);
    const user = await mailing.createUser();
    await mailing.send('POST', '/api/auth/forgot-password', { json: { email: user.email } });
    const drain = (): Promise<void> => mailing.app.get(OutboxWorker).drain();
    await drain();
    await drain();
    expect(host.to(user.email)).toHaveLength(0);
    host.refuse = () => undefined;
    mailing.clock.advance(10 * MINUTE);
    await drain();
    expect(host.to(user.email)).toHaveLength(1);
  });
});

it('the table of proofs holds at most one of a purpose for an account', async () => {
  const user = await server.createUser();
  for (let round = 0; round < 3; round += 1) {
    server.clock.advance(MINUTE);
    await mailedReset(user.email);
  }
  const rows = await server.app.get(Database).query('SELECT id FROM mail_proofs WHERE user_id = $1', [user.id]);
  expect(rows).toHaveLength(1);
});
