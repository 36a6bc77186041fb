import { Audit } from '../../src/audit/index.js';
import { BrowserSessions, SecondFactorChanges } from '../../src/login/index.js';
import { Settings } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { Authenticator } from '../support/authenticator.js';
import { FakeBrowser } from '../support/browser.js';
import { CommandLine } from '../support/command-line.js';
import { everythingStored, tablesWith } from '../support/everything-stored.js';
import type { Answer } from '../support/http.js';
import { mailedTo } from '../support/mailbox.js';
import { ask, enrolled } from '../support/second-factor.js';
import { PASSWORD, TestServer, type TestUser } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const MINUTE = 60_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const isSignedIn = async (visitor: Visitor): Promise<boolean> =>
  (await visitor.get('/demo/api/users/me')).status === 200;
const auditOf = async (user: TestUser): Promise<string[]> => {
  const events = await server.app.get(Audit).list(server.instance.id, { userId: user.id, limit: 100 });
  return events.map(({ type }) => type);
};
const amrOf = async (visitor: Visitor): Promise<readonly string[] | undefined> => {
  const browser = new FakeBrowser();
  browser.setCookie('ZEYOSID', visitor.cookie('ZEYOSID') ?? '');
  return (await server.app.get(BrowserSessions).current(server.instance, browser.context()))?.amr;
};
/** The page of the second step, after the right password. */
async function atSecondStep(user: TestUser): Promise<{ visitor: Visitor; page: Answer }> {
  const visitor = server.visitor();
  return { visitor, page: await server.signIn(visitor, user.email) };
}
const proofIn = (page: Answer): string | undefined =>
  formsOf(page.text)[0]?.fields.find(([name]) => name === 'proof')?.[1];

describe('setting it up', () => {
  it('takes the password, then a code of the app, and only then is it asked for', async () => {
    const user = await server.createUser();
    const visitor = await server.signedIn(user);
    expect((await ask(server, visitor, 'GET ')).json).toEqual({ enabled: false });
    const wrong = await ask(server, visitor, 'POST ', { currentPassword: 'not it' });
    expect([wrong.status, wrong.json['code'], Object.keys(wrong.json['fields'] as object)]).toEqual([
      ...[400, 'invalid_input', ['currentPassword']],
    ]);
    const started = await ask(server, visitor, 'POST ', { currentPassword: PASSWORD });
    expect(started.status).toBe(201);
    const secret = String(started.json['secret']);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(String(started.json['uri']));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      ...['otpauth:', 'totp', `/Demo:${user.email}`],
    ]);
    expect(Object.fromEntries(uri.searchParams)).toEqual({ secret, issuer: 'Demo' });
    expect(await isSignedIn(await signedInByPassword(user))).toBe(true);
    expect((await ask(server, visitor, 'GET ')).json).toEqual({ enabled: false });
  });

  it('gives ten backup codes once, tells the person, and ends no session', async () => {
    const { user, backupCodes } = await enrolled(server);
    expect(backupCodes).toHaveLength(10);
    expect(new Set(backupCodes).size).toBe(10);
    for (const code of backupCodes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){2}$/);
    const visitor = await server.signedIn(user);
    const { enabledAt, ...state } = (await ask(server, visitor, 'GET ')).json;
    expect(state).toEqual({ enabled: true, remainingBackupCodes: 10 });
    expect(Date.parse(String(enabledAt))).toBe(server.clock.now() - MINUTE);
    expect(await auditOf(user)).toContain('user.second_factor_enabled');
    const [mail] = await mailedTo(server, user.email);
    expect([mail?.template, mail?.link]).toEqual(['second-factor-on', `${server.instance.baseUrl}/account/security`]);
  });

  it('is over after 15 minutes, and a second beginning replaces the first', async () => {
    const user = await server.createUser();
    const visitor = await server.signedIn(user);
    const first = await ask(server, visitor, 'POST ', { currentPassword: PASSWORD });
    const second = await ask(server, visitor, 'POST ', { currentPassword: PASSWORD });
    const [old, current] = [first, second].map(({ json }) => new Authenticator(String(json['secret']), server.clock));
    const refused = await ask(server, visitor, 'POST /confirm', { otp: old?.code() });
    expect([refused.status, refused.json['code']]).toEqual([400, 'invalid_input']);
    server.clock.advance(15 * MINUTE);
    expect((await ask(server, visitor, 'POST /confirm', { otp: current?.code() })).status).toBe(409);
    expect((await ask(server, visitor, 'POST /confirm', { otp: '000000' })).status).toBe(409);
  });

  it('is refused where there is one already', async () => {
    const { user } = await enrolled(server);
    const again = await ask(server, await server.signedIn(user), 'POST ', { currentPassword: PASSWORD });
    expect([again.status, again.json['code']]).toEqual([409, 'conflict']);
  });

  it('stores neither the secret nor a backup code readable', async () => {
    const { secret, backupCodes } = await enrolled(server);
    const dump = await everythingStored(server.app);
    for (const text of [secret, ...backupCodes, ...backupCodes.map((code) => code.replaceAll('-', ''))]) {
      expect([text, tablesWith(dump, text)]).toEqual([text, []]);
    }
  });

  async function signedInByPassword({ email }: TestUser): Promise<Visitor> {
    const visitor = server.visitor();
    await server.signIn(visitor, email);
    return visitor;
  }
});

describe('signing in on the pages', () => {
  it('asks for the code after the right password, in a form of its own, and signs in with it', async () => {
    const { user, app } = await enrolled(server);
    const { visitor, page } = await atSecondStep(user);
    expect([page.status, await isSignedIn(visitor)]).toEqual([200, false]);
    expect(page.text).not.toContain(PASSWORD);
    expect(formsOf(page.text)[0]?.fields.map(([name]) => name)).toEqual(['csrf', 'proof', 'otp']);
    const done = await visitor.submit(page, { otp: app.code() });
    expect([done.status, done.location]).toEqual([303, '/demo/account']);
    expect(await isSignedIn(visitor)).toBe(true);
    expect(await amrOf(visitor)).toEqual(['pwd', 'otp', 'mfa']);
  });

  it('says nothing of a second factor to whoever does not know the password (T201)', async () => {
    const { user } = await enrolled(server);
    const plain = await server.createUser();
    const answers = await Promise.all(
      [user.email, plain.email, 'nobody@example.com'].map((email) =>
        server.signIn(server.visitor(), email, 'wrong words here'),
      ),
    );
    const shapes = answers.map(({ status, text }) => [
      status,
      text.includes('name="otp"'),
      text.includes('name="password"'),
    ]);
    expect(shapes).toEqual([1, 2, 3].map(() => [401, false, true]));
  });

  it('takes identifier, password and code in one form as well', async () => {
    const { user, app } = await enrolled(server);
    const visitor = server.visitor();
    const page = await visitor.open('/demo/sign-in');
    const done = await visitor.submit(page, { identifier: user.email, password: PASSWORD, otp: app.code() });
    expect([done.status, await isSignedIn(visitor)]).toEqual([303, true]);
  });

  it('asks again after a wrong code, and takes the right one of one step before or after', async () => {
    for (const steps of [-1, 1]) {
      const { user, app } = await enrolled(server);
      const { visitor, page } = await atSecondStep(user);
      const again = await visitor.submit(page, { otp: app.wrongCode() });
      expect([again.status, await isSignedIn(visitor)]).toEqual([401, false]);
      expect((await visitor.submit(again, { otp: app.code(steps) })).status).toBe(303);
      expect(await auditOf(user)).toContain('user.second_factor_failed');
    }
  });

  it('refuses codes of two steps before or after, empty ones, and other text', async () => {
    const { user, app } = await enrolled(server);
    const { visitor, page } = await atSecondStep(user);
    for (const otp of [app.code(-2), app.code(2), '', '١٢٣٤٥٦']) {
      expect([otp, (await visitor.submit(page, { otp })).status]).toEqual([otp, 401]);
    }
    expect(await isSignedIn(visitor)).toBe(false);
  });

  it('takes a code once (RFC 6238 §5.2), on whichever page', async () => {
    const { user, app } = await enrolled(server);
    const code = app.code();
    const one = await atSecondStep(user);
    expect((await one.visitor.submit(one.page, { otp: code })).status).toBe(303);
    const two = await atSecondStep(user);
    expect((await two.visitor.submit(two.page, { otp: code })).status).toBe(401);
    expect((await two.visitor.submit(two.page, { otp: app.code(-1) })).status).toBe(401);
    server.clock.advance(30_000);
    expect((await two.visitor.submit(two.page, { otp: app.code() })).status).toBe(303);
  });

  it('takes a backup code once, however it is written, and counts those that are left', async () => {
    const { user, backupCodes } = await enrolled(server);
    const [code = '', next = ''] = backupCodes;
    const one = await atSecondStep(user);
    expect((await one.visitor.submit(one.page, { otp: ` ${code.toUpperCase().replaceAll('-', ' ')}` })).status).toBe(
      303,
    );
    expect(await amrOf(one.visitor)).toEqual(['pwd', 'otp', 'mfa']);
    const two = await atSecondStep(user);
    expect((await two.visitor.submit(two.page, { otp: code })).status).toBe(401);
    expect((await two.visitor.submit(two.page, { otp: next })).status).toBe(303);
    expect((await ask(server, two.visitor, 'GET ')).json['remainingBackupCodes']).toBe(8);
    expect(await auditOf(user)).toContain('user.backup_code_used');
  });

  it('goes on to the app that asked, with prompt=login too, and renews the session', async () => {
    const { user, app } = await enrolled(server);
    const client = await server.createApp();
    const visitor = await server.signedIn(user);
    const before = visitor.cookie('ZEYOSID');
    const page = await visitor.open(server.authorizePath(client, { prompt: 'login' }));
    const step = await visitor.submit(page, { identifier: user.email, password: PASSWORD });
    expect(visitor.cookie('ZEYOSID')).toBe(before);
    const arrived = await visitor.follow(await visitor.submit(step, { otp: app.code() }));
    expect(formsOf(arrived.text)[0]?.action).toContain('/demo/consent');
    expect(visitor.cookie('ZEYOSID')).not.toBe(before);
    expect(await amrOf(visitor)).toEqual(['pwd', 'otp', 'mfa']);
  });
});

describe('T208 the second step', () => {
  it('opens nothing without the first: no proof, a made-up one, a changed one', async () => {
    const { user, app } = await enrolled(server);
    const { visitor, page } = await atSecondStep(user);
    const proof = proofIn(page) ?? '';
    const changed = `${proof.slice(0, -2)}${proof.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const made of ['v1.', 'x'.repeat(200), changed]) {
      const answer = await visitor.submit(page, { proof: made, otp: app.code() });
      expect([made, answer.status, await isSignedIn(visitor)]).toEqual([made, 400, false]);
    }
    const form = formsOf(page.text)[0];
    const csrf = form?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    const direct = await visitor.post(form?.action ?? '', { form: { csrf, otp: app.code(), identifier: user.email } });
    expect([direct.status, await isSignedIn(visitor)]).toEqual([401, false]);
  });

  it('is worth nothing in another browser, at another instance, or after five minutes', async () => {
    await server.createInstance('elsewhere');
    const { user, app } = await enrolled(server);
    const { visitor, page } = await atSecondStep(user);
    const proof = proofIn(page) ?? '';
    const other = server.visitor();
    const stolen = await other.submit(await other.open('/demo/sign-in'), { proof, otp: app.code() });
    expect([stolen.status, await isSignedIn(other)]).toEqual([400, false]);
    const foreign = await visitor.submit(await visitor.open('/elsewhere/sign-in'), { proof, otp: app.code() });
    expect([foreign.status, visitor.cookie('ZEYOSID')]).toEqual([400, undefined]);
    const slow = await atSecondStep(user);
    server.clock.advance(5 * MINUTE);
    const late = await slow.visitor.submit(slow.page, { otp: app.code() });
    expect([late.status, await isSignedIn(slow.visitor)]).toEqual([400, false]);
    expect(formsOf(late.text)[0]?.fields.map(([name]) => name)).toContain('password');
  });

  it('is not finished twice, with another code neither', async () => {
    const { user, app, backupCodes } = await enrolled(server);
    const { visitor, page } = await atSecondStep(user);
    const browser = visitor.cookie('latchkey_browser') ?? '';
    expect((await visitor.submit(page, { otp: app.code() })).status).toBe(303);
    for (const otp of [app.code(1), backupCodes[0] ?? '']) {
      const replay = server.visitor();
      replay.setCookie('latchkey_browser', browser, '/demo');
      const answer = await replay.submit(page, { otp });
      expect([answer.status, replay.cookie('ZEYOSID')]).toEqual([400, undefined]);
    }
  });

  it('is over when the password changes (T209), the person is suspended, or the second factor is taken away', async () => {
    const ends = [
      (user: TestUser) => server.app.get(Users).setPassword({ ...keyOf(user), password: 'quite another passphrase' }),
      (user: TestUser) => server.app.get(Users).suspend(keyOf(user)),
      (user: TestUser) => server.app.get(SecondFactorChanges).turnOff(user),
    ];
    for (const end of ends) {
      const { user, app } = await enrolled(server);
      const { visitor, page } = await atSecondStep(user);
      await end(user);
      const answer = await visitor.submit(page, { otp: app.code() });
      expect([answer.status, await isSignedIn(visitor)]).toEqual([400, false]);
    }
  });

  const keyOf = ({ instanceId, id: userId }: TestUser) => ({ instanceId, userId });
});

describe('guessing the code', () => {
  it('T194 ends after five wrong ones, for the right one too, from wherever, and the password does not reset it', async () => {
    const { user, app } = await enrolled(server);
    const first = await atSecondStep(user);
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await first.visitor.submit(first.page, { otp: app.wrongCode() })).status).toBe(401);
    }
    const limited = await first.visitor.submit(first.page, { otp: app.code() });
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const second = await atSecondStep(user);
    expect((await second.visitor.submit(second.page, { otp: app.code() })).status).toBe(429);
    server.clock.advance(15 * MINUTE);
    const third = await atSecondStep(user);
    expect((await third.visitor.submit(third.page, { otp: app.code() })).status).toBe(303);
  });

  it('T194 is let through at most twenty times a day', async () => {
    const { user, app } = await enrolled(server);
    const counts: Record<number, number> = {};
    for (let round = 0; round < 95; round += 1) {
      server.clock.advance(15 * MINUTE);
      const visitor = server.visitor();
      const page = await visitor.open('/demo/sign-in');
      const form = { identifier: user.email, password: PASSWORD, otp: app.wrongCode() };
      const { status } = await visitor.submit(page, form);
      counts[status] = (counts[status] ?? 0) + 1;
    }
    // The password was right each time, and not forgiven: it is limited as well.
    expect(counts[401]).toBeLessThanOrEqual(20);
    expect((counts[401] ?? 0) + (counts[429] ?? 0)).toBe(95);
  });

  it('T200 by somebody who knows the password does not lock a browser out that was signed in before', async () => {
    const { user, app } = await enrolled(server);
    const { visitor, page } = await atSecondStep(user);
    expect((await visitor.submit(page, { otp: app.code() })).status).toBe(303);
    const stranger = await atSecondStep(user);
    for (let guess = 0; guess < 6; guess += 1) await stranger.visitor.submit(stranger.page, { otp: app.wrongCode() });
    visitor.forget('ZEYOSID');
    server.clock.advance(30_000);
    const again = await server.signIn(visitor, user.email);
    expect((await visitor.submit(again, { otp: app.code() })).status).toBe(303);
  });
});

describe('changing it', () => {
  it('takes password and code; new backup codes replace the old ones', async () => {
    const { user, app, backupCodes } = await enrolled(server);
    const visitor = await server.signedIn(user);
    const otp = app.code();
    for (const [body, field] of [
      [{ currentPassword: 'not it', otp }, 'currentPassword'],
      [{ otp }, 'currentPassword'],
      [{ currentPassword: PASSWORD, otp: app.wrongCode() }, 'otp'],
    ] as const) {
      const answer = await ask(server, visitor, 'POST /backup-codes', body);
      expect([answer.status, Object.keys(answer.json['fields'] as object)]).toEqual([400, [field]]);
    }
    const renewed = await ask(server, visitor, 'POST /backup-codes', { currentPassword: PASSWORD, otp });
    expect(renewed.status).toBe(201);
    const codes = renewed.json['backupCodes'] as readonly string[];
    expect([codes.length, codes.filter((code) => backupCodes.includes(code))]).toEqual([10, []]);
    const old = await atSecondStep(user);
    expect((await old.visitor.submit(old.page, { otp: backupCodes[0] ?? '' })).status).toBe(401);
    expect((await old.visitor.submit(old.page, { otp: codes[0] ?? '' })).status).toBe(303);
    expect(await auditOf(user)).toContain('user.backup_codes_renewed');
  });

  it('turns it off with a backup code as well, tells the person, and the password alone is enough again', async () => {
    const { user, backupCodes } = await enrolled(server);
    const visitor = await server.signedIn(user);
    const body = { currentPassword: PASSWORD, otp: backupCodes[3] };
    expect((await ask(server, visitor, 'DELETE ', body)).status).toBe(204);
    expect((await ask(server, visitor, 'GET ')).json).toEqual({ enabled: false });
    expect((await ask(server, visitor, 'DELETE ', body)).status).toBe(409);
    expect(await isSignedIn(visitor)).toBe(true);
    expect((await mailedTo(server, user.email))[0]?.template).toBe('second-factor-off');
    expect(await auditOf(user)).toContain('user.second_factor_disabled');
    const plain = await atSecondStep(user);
    expect([plain.page.status, await isSignedIn(plain.visitor)]).toEqual([303, true]);
  });

  it('is left alone by a password reset, and goes with the account', async () => {
    const { user, app } = await enrolled(server);
    const password = 'quite another passphrase';
    await server.app.get(Users).setPassword({ instanceId: user.instanceId, userId: user.id, password });
    server.clock.advance(1_000);
    const visitor = server.visitor();
    const page = await server.signIn(visitor, user.email, password);
    expect((await visitor.submit(page, { otp: app.code() })).status).toBe(303);
    await server.app.get(Users).remove({ instanceId: user.instanceId, userId: user.id });
    const dump = await everythingStored(server.app);
    expect(tablesWith(dump, user.id)).not.toContain('second_factors');
  });

  it('is for a session of the person alone: no cross-site form, no other credential', async () => {
    const { user } = await enrolled(server);
    const visitor = await server.signedIn(user);
    const json = { currentPassword: PASSWORD, otp: '000000' };
    const path = '/demo/api/users/me/second-factor';
    const foreign = await visitor.request('DELETE', path, { json, headers: { origin: 'https://evil.test' } });
    expect(foreign.status).toBe(403);
    expect((await server.send('GET', path)).status).toBe(401);
    expect((await visitor.get('/elsewhere/api/users/me/second-factor')).status).toBe(401);
  });
});

describe('the pages', () => {
  it('set it up, show the codes once, and turn it off', async () => {
    const user = await server.createUser();
    const visitor = await server.signedIn(user);
    const formTo = (page: Answer, path: string): number =>
      formsOf(page.text).findIndex(({ action }) => action.endsWith(path));
    const security = await visitor.open('/demo/account/security');
    const start = formTo(security, '/account/second-factor');
    expect((await visitor.submit(security, { current_password: 'not it' }, start)).status).toBe(400);
    const setup = await visitor.submit(security, { current_password: PASSWORD }, start);
    const secret = formsOf(setup.text)[0]?.fields.find(([name]) => name === 'secret')?.[1] ?? '';
    const app = new Authenticator(secret, server.clock);
    expect([setup.status, setup.text.includes('<svg'), setup.headers.get('cache-control')]).toEqual([
      200,
      true,
      'no-store',
    ]);
    const again = await visitor.submit(setup, { otp: app.wrongCode() });
    expect([again.status, again.text.includes(secret)]).toEqual([400, true]);
    const blind = await visitor.submit(setup, { otp: app.wrongCode(), secret: 'A'.repeat(32) });
    expect([blind.status, blind.text.includes(secret)]).toEqual([400, false]);
    const codes = await visitor.submit(again, { otp: app.code() });
    const shown = codes.text.match(/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/g) ?? [];
    expect([codes.status, new Set(shown).size]).toEqual([200, 10]);
    const on = await visitor.open('/demo/account/security');
    expect([on.text.includes(shown[0] ?? ''), on.text.includes(secret)]).toEqual([false, false]);
    const proof = { current_password: PASSWORD, otp: shown[0] ?? '' };
    const renewed = await visitor.submit(on, proof, formTo(on, '/backup-codes'));
    const fresh = renewed.text.match(/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/g) ?? [];
    expect([renewed.status, fresh.length >= 10]).toEqual([200, true]);
    const off = await visitor.submit(on, { current_password: PASSWORD, otp: fresh[1] ?? '' }, formTo(on, '/turn-off'));
    expect([off.status, off.location]).toEqual([303, '/demo/account/security?done=secondFactorOff']);
  });
});

describe('the front end', () => {
  it('is told that a code is needed, only after the right password, and signs in with both', async () => {
    const { user, app } = await enrolled(server);
    const login = (json: object): Promise<Answer> =>
      server.send('POST', '/demo/api/auth/login', { json: { email: user.email, ...json } });
    const otp = app.code();
    const refusals = [
      await login({ password: 'wrong words here', otp }),
      await login({ password: PASSWORD }),
      await login({ password: PASSWORD, otp: app.wrongCode() }),
    ];
    expect(refusals.map(({ status, json }) => [status, json['code']])).toEqual([
      ...[
        [401, 'invalid_login'],
        [401, 'otp_required'],
        [401, 'invalid_otp'],
      ],
    ]);
    const signedIn = await login({ password: PASSWORD, otp });
    expect(signedIn.status).toBe(200);
    const headers = { authorization: `Bearer ${String(signedIn.json['accessToken'])}` };
    const state = await server.send('GET', '/demo/api/users/me/second-factor', { headers });
    expect(state.json).toMatchObject({ enabled: true, remainingBackupCodes: 10 });
    expect((await login({ password: PASSWORD, otp })).json['code']).toBe('invalid_otp');
  });
});

describe('the operator', () => {
  it('takes it from who has lost everything; it is audited and mailed', async () => {
    const { databaseUrl, publicUrl } = server.app.get(Settings);
    const line = new CommandLine({
      ...{ DATABASE_URL: databaseUrl, PUBLIC_URL: publicUrl, SEED_DEMO: 'false' },
      LATCHKEY_SECRET: 'a-master-key-for-tests-of-sufficient-length',
    });
    const { user } = await enrolled(server);
    const reset = ['user', 'reset-second-factor', '--email', user.email];
    expect(await line.json(reset)).toMatchObject({
      id: user.id,
      email: user.email,
      second_factor: false,
      instance: 'demo',
    });
    expect(await line.refusal(reset)).toBe('conflict');
    expect(await auditOf(user)).toContain('user.second_factor_disabled');
    expect((await mailedTo(server, user.email)).map(({ template }) => template)).toContain('second-factor-off');
    const { page } = await atSecondStep(user);
    expect(page.status).toBe(303);
  });
});
