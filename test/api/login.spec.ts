import type { INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '../../src/access/index.js';
import { Audit } from '../../src/audit/index.js';
import type { AuthError } from '../../src/core/errors.js';
import { type Instance, Instances, InstancesModule } from '../../src/instances/index.js';
import {
  BrowserCookie,
  BrowserSessions,
  Csrf,
  Login,
  LoginCookies,
  LoginModule,
  type SignedIn,
} from '../../src/login/index.js';
import { RevocationsModule } from '../../src/revocations/index.js';
import { Sessions, SessionsModule, SessionStrategy } from '../../src/sessions/index.js';
import { type User, Users, UsersModule } from '../../src/users/index.js';
import { FakeBrowser } from '../support/browser.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes } from '../support/nodes.js';

const PASSWORD = 'four words nobody guesses';
const minute = 60_000;

const clock = new FixedClock();
const access = AccessModule.forRoot({ imports: [SessionsModule], strategies: [SessionStrategy] });
let nodes: Nodes;
let node: INestApplicationContext;
let login: Login;
let instance: Instance;
let other: Instance;
let url: string;

beforeAll(async () => {
  const modules = [InstancesModule, RevocationsModule, UsersModule, SessionsModule, LoginModule, access];
  nodes = await Nodes.on({ modules, clock });
  ({ node, url } = await nodes.serve('fastify'));
  login = node.get(Login);
  instance = await node.get(Instances).create({ name: 'demo', title: 'Demo' });
  other = await node.get(Instances).create({ name: 'other', title: 'Other', settings: { signUp: 'closed' } });
});
afterAll(() => nodes.cleanup());

let count = 0;
const createUser = (): Promise<User> => {
  count += 1;
  const email = `person${count}@example.com`;
  return node.get(Users).create({ instanceId: instance.id, email, name: 'Pat', password: PASSWORD });
};
/** Each from an address of its own, so that no test fills another's window. */
const newBrowser = (): FakeBrowser => {
  count += 1;
  return new FakeBrowser(`198.51.${Math.floor(count / 200)}.${count % 200}`);
};

async function signIn(browser: FakeBrowser, identifier: string, password = PASSWORD): Promise<SignedIn> {
  const signedIn = await login.signIn({ instance, identifier, password, context: browser.context() });
  node.get(LoginCookies).remember(instance, signedIn, browser.reply());
  return signedIn;
}

const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );
const guess = (browser: FakeBrowser, email: string): Promise<string> =>
  outcome(signIn(browser, email, 'not the password'));
const times = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));

describe('signing in', () => {
  it('gives a new session with cookies for this instance only (T178, T180)', async () => {
    const user = await createUser();
    const browser = newBrowser();
    browser.setCookie('ZEYOSID', 'a'.repeat(43));
    const { secret, session } = await signIn(browser, ` ${user.email.toUpperCase()} `);
    expect(secret).not.toBe('a'.repeat(43));
    expect(browser.cookie('ZEYOSID')).toBe(secret);
    expect(browser.setCookies).toHaveLength(2);
    for (const line of browser.setCookies) expect(line).toMatch(/; Path=\/demo;.* Secure; HttpOnly; SameSite=Lax$/);
    for (const line of browser.setCookies) expect(line).not.toMatch(/Domain/);
    expect(await node.get(BrowserSessions).current(instance, browser.context())).toMatchObject({ id: session.id });
    expect(await node.get(Sessions).authenticate(instance.id, 'a'.repeat(43))).toBeUndefined();
  });

  it('ends the session of another person at this browser, and keeps that of the same with a new secret (T178, T188)', async () => {
    const [ada, grace] = [await createUser(), await createUser()];
    const browser = newBrowser();
    const first = await signIn(browser, ada.email);
    const second = await signIn(browser, grace.email);
    clock.advance(minute);
    const third = await signIn(browser, grace.email);
    const sessions = node.get(Sessions);
    const states = [first, second, third].map(({ secret }) => sessions.authenticate(instance.id, secret));
    expect((await Promise.all(states)).map((session) => session?.userId)).toEqual([undefined, undefined, grace.id]);
    expect(second.session.id).not.toBe(first.session.id);
    expect(third.session).toMatchObject({ id: second.session.id, createdAt: second.session.createdAt });
    expect(third.session.authenticatedAt).toBe(second.session.authenticatedAt + minute);
    expect(await sessions.list(instance.id, grace.id)).toEqual([third.session]);
  });

  it('ends with signing out, at once and for good (T181)', async () => {
    const browser = newBrowser();
    const { secret } = await signIn(browser, (await createUser()).email);
    await login.signOut({ instance, context: browser.context() });
    expect(await node.get(Sessions).authenticate(instance.id, secret)).toBeUndefined();
    await expect(login.signOut({ instance, context: browser.context() })).resolves.toBeUndefined();
    await expect(login.signOut({ instance, context: newBrowser().context() })).resolves.toBeUndefined();
  });

  it('is recorded, without what was typed', async () => {
    const user = await createUser();
    await guess(newBrowser(), user.email);
    await guess(newBrowser(), 'nobody-at-all@example.com');
    const browser = newBrowser();
    await signIn(browser, user.email);
    await login.signOut({ instance, context: browser.context() });
    const events = await node.get(Audit).list(instance.id, { userId: user.id, limit: 100 });
    const types = events.map(({ type }) => type).sort();
    expect(types).toEqual([
      'session.ended',
      'user.created',
      'user.sign_in_failed',
      'user.signed_in',
      'user.signed_out',
    ]);
    const all = await node.get(Audit).list(instance.id, { limit: 1_000 });
    expect(JSON.stringify(all)).not.toMatch(/not the password|nobody-at-all|four words/);
  });
});

describe('guessing', () => {
  it('is slowed down for an account after 5, for the right password too, which then begins anew (T194)', async () => {
    const user = await createUser();
    for (let tries = 0; tries < 5; tries += 1) expect(await guess(newBrowser(), user.email)).toBe('invalid_login');
    for (const seconds of [1, 2, 4, 8, 16]) {
      const early = signIn(newBrowser(), user.email);
      await expect(early).rejects.toMatchObject({ code: 'rate_limited', detail: { retryAfter: seconds } });
      clock.advance(seconds * 1_000);
      expect(await guess(newBrowser(), user.email)).toBe('invalid_login');
    }
    // Ten in a quarter of an hour: the first of them was 31 s ago.
    const limited = signIn(newBrowser(), user.email);
    await expect(limited).rejects.toMatchObject({ code: 'rate_limited', detail: { retryAfter: 15 * 60 - 31 } });
    expect(await outcome(signIn(newBrowser(), (await createUser()).email))).toBe('in');
    clock.advance(15 * minute - 31_000);
    expect(await outcome(signIn(newBrowser(), user.email))).toBe('in');
    for (let tries = 0; tries < 5; tries += 1) expect(await guess(newBrowser(), user.email)).toBe('invalid_login');
  });

  it('gets no further the more patient it is: 60 in half a day, and never more than 15 min to wait (T194, T200)', async () => {
    const user = await createUser();
    let evaluated = 0;
    for (let waited = 0; waited < 12 * 60 * minute;) {
      const refused = await signIn(newBrowser(), user.email, 'not the password').catch((error: AuthError) => error);
      const { code, detail } = refused as AuthError;
      if (code === 'invalid_login') evaluated += 1;
      const seconds = detail.retryAfter ?? 0;
      expect(seconds).toBeLessThanOrEqual(15 * 60);
      clock.advance(seconds * 1_000);
      waited += seconds * 1_000;
    }
    expect(evaluated).toBe(60);
  });

  it('is stopped for parallel guesses as for others, the right one last (T195)', async () => {
    const user = await createUser();
    const guesses = times(40, () => guess(newBrowser(), user.email));
    const results = await Promise.all([...guesses, outcome(signIn(newBrowser(), user.email))]);
    expect(results.filter((result) => result === 'invalid_login')).toHaveLength(5);
    expect(results.at(-1)).toBe('rate_limited');
  });

  it('is counted once for all spellings of an account (T199)', async () => {
    const user = await createUser();
    const spellings = [user.email, user.email.toUpperCase(), ` ${user.email}`, `${user.email}\t`];
    for (let tries = 0; tries < 5; tries += 1) await guess(newBrowser(), spellings[tries % 4] ?? '');
    for (const spelling of spellings) expect(await guess(newBrowser(), spelling)).toBe('rate_limited');
  });

  it('is stopped for an account that does not exist like for one that does (T201)', async () => {
    for (let tries = 0; tries < 5; tries += 1)
      expect(await guess(newBrowser(), 'ghost@example.com')).toBe('invalid_login');
    expect(await guess(newBrowser(), 'ghost@example.com')).toBe('rate_limited');
  });

  it('of one password at many accounts is stopped for the whole subscriber (T196, T197)', async () => {
    const neighbours = (index: number) => new FakeBrowser(`2001:db8:7:7::${index.toString(16)}`);
    const results = await Promise.all(times(110, (index) => guess(neighbours(index), `target${index}@example.com`)));
    expect(results.filter((result) => result === 'invalid_login')).toHaveLength(100);
    expect(await guess(new FakeBrowser('2001:db8:7:7:ffff::1'), 'target200@example.com')).toBe('rate_limited');
    expect(await guess(new FakeBrowser('2001:db8:7:8::1'), 'target200@example.com')).toBe('invalid_login');
  });

  it('does not count who signs in: an office of 120 people gets in through one address', async () => {
    const user = await createUser();
    for (let people = 0; people < 120; people += 1) {
      expect(await outcome(signIn(new FakeBrowser('203.0.113.9'), user.email))).toBe('in');
    }
  });

  it('by strangers does not lock out the owner at a browser that is known (T200)', async () => {
    const [user, bystander] = [await createUser(), await createUser()];
    const known = newBrowser();
    await signIn(known, user.email);
    for (let tries = 0; tries < 11; tries += 1) await guess(newBrowser(), user.email);
    expect(await outcome(signIn(newBrowser(), user.email))).toBe('rate_limited');
    // What one browser has earned is worth nothing for another account, or when it is made up.
    const forged = newBrowser();
    forged.setCookie(
      'latchkey_device',
      (known.cookie('latchkey_device') ?? '').replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')),
    );
    expect(await outcome(signIn(forged, user.email))).toBe('rate_limited');
    for (let tries = 0; tries < 10; tries += 1) await guess(newBrowser(), bystander.email);
    expect(await outcome(signIn(known, bystander.email))).toBe('rate_limited');
    expect(await outcome(signIn(known, user.email))).toBe('in');
    // Nor does the owner's coming and going give strangers new guesses.
    expect(await guess(newBrowser(), user.email)).toBe('rate_limited');
  });

  it('at a known browser has a limit as well', async () => {
    const user = await createUser();
    const known = newBrowser();
    await signIn(known, user.email);
    const results = [];
    for (let tries = 0; tries < 12; tries += 1) results.push(await guess(known, user.email));
    expect(results.filter((result) => result === 'invalid_login')).toHaveLength(5);
    expect(await outcome(signIn(newBrowser(), user.email))).toBe('in');
  });
});

describe('signing up', () => {
  const signUp = (more: object = {}) =>
    login.signUp({
      instance,
      context: newBrowser().context(),
      email: 'new@example.com',
      name: 'New',
      password: PASSWORD,
      ...more,
    });

  it('makes an account and its first session', async () => {
    const { user, secret } = await signUp();
    expect(user).toMatchObject({ email: 'new@example.com', emailVerified: false });
    expect(await node.get(Sessions).authenticate(instance.id, secret)).toMatchObject({ userId: user.id, amr: ['pwd'] });
    await expect(signUp({ email: 'NEW@example.com' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(signUp({ email: 'weak@example.com', password: 'password1' })).rejects.toMatchObject({
      code: 'weak_password',
    });
    expect(await node.get(Users).findByEmail(instance.id, 'weak@example.com')).toBeUndefined();
  });

  it('is refused where the instance makes no accounts by itself', async () => {
    await expect(signUp({ instance: other })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the token of a form', () => {
  it('belongs to one browser, one instance and one session', async () => {
    const csrf = node.get(Csrf);
    const [browser, stranger] = [newBrowser(), newBrowser()];
    const token = csrf.token(instance, browser.context({}, 'GET'), browser.reply());
    csrf.token(instance, stranger.context({}, 'GET'), stranger.reply());
    const verify =
      (at: FakeBrowser, presented: string | undefined, where = instance, headers = {}) =>
      () =>
        csrf.verify(where, at.context(headers), presented);
    expect(verify(browser, token)).not.toThrow();
    expect(verify(browser, token, instance, { origin: 'https://id.example' })).not.toThrow();
    for (const refused of [
      ...[verify(browser, undefined), verify(browser, ''), verify(browser, `${token}A`), verify(stranger, token)],
      ...[verify(newBrowser(), token), verify(browser, token, other)],
      ...[{ origin: 'https://evil.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }].map((headers) =>
        verify(browser, token, instance, headers),
      ),
    ]) {
      expect(refused).toThrow(expect.objectContaining({ code: 'csrf_failed' }));
    }
    await signIn(browser, (await createUser()).email);
    expect(verify(browser, token)).toThrow(expect.objectContaining({ code: 'csrf_failed' }));
  });

  it('gives a browser one cookie, however many forms a page has', () => {
    const browser = newBrowser();
    const context = browser.context({}, 'GET');
    const cookie = node.get(BrowserCookie);
    const value = cookie.ensure(instance, context, browser.reply());
    expect(cookie.ensure(instance, context, browser.reply())).toBe(value);
    expect(browser.setCookies).toHaveLength(1);
    expect(cookie.ensure(instance, browser.context(), browser.reply())).toBe(value);
  });
});

describe('changing the password', () => {
  const change = (
    browser: FakeBrowser,
    body: unknown,
    headers: Record<string, string> = { origin: 'https://id.example' },
  ) =>
    fetch(`${url}/demo/api/users/me/password`, {
      method: 'POST',
      headers: { cookie: browser.cookieHeader, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('ends every session and gives this browser a new one (T181)', async () => {
    const user = await createUser();
    const [here, there] = [newBrowser(), newBrowser()];
    const before = [(await signIn(here, user.email)).secret, (await signIn(there, user.email)).secret];
    const response = await change(here, { currentPassword: PASSWORD, newPassword: 'another four words here' });
    expect(response.status).toBe(204);
    for (const line of response.headers.getSetCookie()) here.keep(line);
    const alive = (secret: string) => node.get(Sessions).authenticate(instance.id, secret);
    expect(await Promise.all(before.map(alive))).toEqual([undefined, undefined]);
    expect(await alive(here.cookie('ZEYOSID') ?? '')).toMatchObject({ userId: user.id });
    expect(await node.get(Sessions).list(instance.id, user.id)).toHaveLength(1);
    expect(await outcome(signIn(newBrowser(), user.email))).toBe('invalid_login');
    expect(await outcome(signIn(newBrowser(), user.email, 'another four words here'))).toBe('in');
  });

  it('is refused, and changes nothing, without the current password, a good new one, or a page of ours', async () => {
    const user = await createUser();
    const browser = newBrowser();
    await signIn(browser, user.email);
    const good = { currentPassword: PASSWORD, newPassword: 'another four words here' };
    const refusals: [unknown, Record<string, string>, number, string][] = [
      [{ ...good, currentPassword: 'wrong' }, { origin: 'https://id.example' }, 400, 'invalid_input'],
      [{ ...good, newPassword: 'Password1' }, { origin: 'https://id.example' }, 400, 'weak_password'],
      [{ ...good, newPassword: { length: 64 } }, { origin: 'https://id.example' }, 400, 'invalid_input'],
      [{ ...good, currentPassword: ['x'] }, { origin: 'https://id.example' }, 400, 'invalid_input'],
      [good, { origin: 'https://evil.test' }, 403, 'csrf_failed'],
      [good, {}, 403, 'csrf_failed'],
      [good, { origin: 'https://id.example', 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ];
    for (const [body, headers, status, code] of refusals) {
      const response = await change(browser, body, headers);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
    }
    expect(await outcome(signIn(newBrowser(), user.email))).toBe('in');
  });

  it('is no way to guess the password with a stolen session', async () => {
    const browser = newBrowser();
    await signIn(browser, (await createUser()).email);
    const attempt = () => change(browser, { currentPassword: 'wrong', newPassword: 'another four words here' });
    for (let tries = 0; tries < 5; tries += 1) expect((await attempt()).status).toBe(400);
    const limited = await attempt();
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
