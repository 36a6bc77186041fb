import { Instances, type StoredSettings } from '../../src/instances/index.js';
import { AppLogger, OutboxWorker } from '../../src/platform/index.js';
import { type User, Users } from '../../src/users/index.js';
import { everythingStored, tablesWith } from '../support/everything-stored.js';
import { githubPerson } from '../support/fake-github.js';
import { type IdTokenFlaw, googlePerson } from '../support/fake-google.js';
import type { Misbehaviour } from '../support/fake-provider.js';
import { ApiKeyTests } from '../support/api-keys.js';
import { linkTo } from '../support/mailbox.js';
import { Receiver } from '../support/receiver.js';
import { PASSWORD, pkce } from '../support/server.js';
import { ACCOUNT, codeAt, type Provider, SocialTests } from '../support/social.js';
import { Visitor } from '../support/visitor.js';

let social: SocialTests;
let count = 100;
const ids = (): number => (count += 1);

beforeAll(async () => void (social = await SocialTests.start()));
afterAll(() => social.stop());
beforeEach(() => social.reset());

/** An account whose owner has proved the address. */
async function verified(email: string): Promise<User> {
  const instanceId = social.server.instance.id;
  return social.server.app
    .get(Users)
    .create({ instanceId, email, name: 'Pat', password: PASSWORD, emailVerified: true });
}

const userOf = (email: string) => social.server.app.get(Users).findByEmail(social.server.instance.id, email);

async function usersWith(email: string): Promise<number> {
  const rows = JSON.parse((await everythingStored(social.server.app)).get('users') ?? '[]') as { email: string }[];
  return rows.filter((row) => row.email === email).length;
}

describe('an account that its owner never made (T229)', () => {
  it('T229: goes to who proves the address, without password, session, key, identity, pending change', async () => {
    const { server, github, google } = social;
    const victim = `victim${ids()}@example.com`;
    const account = await server.createUser({ email: victim });
    const attacker = await server.signedIn(account);
    const keys = new ApiKeyTests(server);
    const { key } = await keys.key({ visitor: attacker });
    github.person = githubPerson(ids(), `attacker${ids()}@example.com`);
    await social.link(attacker, 'github');
    const path = '/demo/api/users/me/email';
    const headers = { origin: server.origin };
    const stolen = `attacker${ids()}@example.com`;
    const asked = await attacker.post(path, { headers, json: { email: stolen, current_password: PASSWORD } });
    expect(asked.status).toBeLessThan(300);
    await server.app.get(OutboxWorker).drain();
    const change = await linkTo(server, stolen, 'email-change-confirm');

    const factor = '/demo/api/users/me/second-factor';
    const begun = await attacker.post(factor, { headers, json: { currentPassword: PASSWORD } });
    const otp = codeAt(String(begun.json['secret']), server.clock.now());
    expect((await attacker.post(`${factor}/confirm`, { headers, json: { otp } })).status).toBe(200);

    google.person = googlePerson(String(ids()), victim);
    const owner = await social.signIn('google');

    expect(await social.account(owner)).toMatchObject({ id: account.id, email: victim, email_verified: true });
    expect((await attacker.get('/demo/api/users/me')).status).toBe(401);
    expect((await keys.use(key)).status).toBe(401);
    expect((await server.signIn(server.visitor(), victim)).status).toBe(401);
    expect(await social.account(await social.signIn('github'))).not.toMatchObject({ id: account.id });
    expect((await social.identities(owner)).map(({ provider }) => provider)).toEqual(['google']);
    const token = change.searchParams.get('token') ?? change.hash.slice(1);
    const confirmed = await server.send('POST', '/api/auth/confirm-email', { headers, json: { token } });
    expect(confirmed.status).toBe(400);
    expect((await userOf(victim))?.id).toBe(account.id);
  });

  it('T229: keeps everything where its owner had proved the address', async () => {
    const email = `owner${ids()}@example.com`;
    const account = await verified(email);
    const before = await social.server.signedIn(account);
    social.google.person = googlePerson(String(ids()), email);
    expect(await social.account(await social.signIn('google'))).toMatchObject({ id: account.id });
    expect(await social.account(before)).toMatchObject({ id: account.id });
    expect((await social.server.signIn(social.server.visitor(), email)).status).toBe(303);
  });
});

describe('an address that the provider has not verified (T230)', () => {
  it.each([[false], ['false'], ['true'], [0], [1], [undefined]])(
    'T230: Google’s email_verified %p leads to no account, known or new',
    async (emailVerified) => {
      const email = `owner${ids()}@example.com`;
      await verified(email);
      for (const told of [email, `new${ids()}@example.com`]) {
        social.google.person = googlePerson(String(ids()), told, { email_verified: emailVerified });
        const visitor = social.server.visitor();
        const { status, text } = await social.comeBack(visitor, 'google');
        expect([status, text]).toEqual([403, expect.stringContaining('has not confirmed your e-mail address')]);
        expect(await social.account(visitor)).toEqual({});
      }
    },
  );

  it('T230: nor does GitHub’s primary one that is not verified, nor no address at all', async () => {
    const email = `owner${ids()}@example.com`;
    await verified(email);
    for (const emails of [
      [{ email, primary: true, verified: false }],
      [{ email, primary: false, verified: true }],
      [],
    ]) {
      social.github.person = githubPerson(ids(), email, { email, emails });
      expect((await social.comeBack(social.server.visitor(), 'github')).status).toBe(403);
    }
  });
});

it('T231: of GitHub’s addresses only the verified primary one counts', async () => {
  const [primary, shown, other] = [
    `primary${ids()}@example.com`,
    `shown${ids()}@example.com`,
    `other${ids()}@example.com`,
  ];
  await verified(shown);
  const emails = [
    { email: '1+octo@users.noreply.github.com', primary: false, verified: true },
    { email: other, primary: false, verified: true },
    { email: primary, primary: true, verified: true },
  ];
  social.github.person = githubPerson(ids(), primary, { email: shown, emails });
  expect(await social.account(await social.signIn('github'))).toMatchObject({ email: primary });
});

describe('ID tokens (T232)', () => {
  const now = Math.floor(Date.now() / 1_000);
  const flaws: readonly (readonly [string, IdTokenFlaw])[] = [
    ['another audience', { claims: { aud: 'another-app' } }],
    [
      'several audiences, made for another',
      { claims: { aud: ['another-app', 'client-at-the-provider'], azp: 'another-app' } },
    ],
    ['another authorized party', { claims: { azp: 'another-app' } }],
    ['another issuer', { claims: { iss: 'https://accounts.evil.example' } }],
    ['an end in the past', { claims: { exp: now - 3_600, iat: now - 7_200 } }],
    ['no end', { claims: { exp: undefined } }],
    ['no signature', { signature: 'none' }],
    ['a foreign key’s signature', { signature: 'foreign key' }],
  ];

  it.each([
    ...flaws,
    ['another nonce', { claims: { nonce: 'n' } }],
    ['no nonce', { claims: { nonce: undefined } }],
  ] as const)('T232: one with %s signs nobody in', async (_, flaw) => {
    social.google.person = googlePerson(String(ids()), `gill${ids()}@example.com`);
    social.google.flaw = flaw;
    const visitor = social.server.visitor();
    expect((await social.comeBack(visitor, 'google')).status).toBe(503);
    expect(await social.account(visitor)).toEqual({});
    expect(await userOf(String(social.google.person['email']))).toBeUndefined();
  });

  it.each(flaws)('T232: nor where the front end brings it: %s', async (_, flaw) => {
    social.google.flaw = flaw;
    const idToken = await social.google.idToken();
    const { status, json } = await social.server.send('POST', '/api/auth/google/token', { json: { idToken } });
    expect([status, json['error']]).toEqual([400, expect.stringMatching(/^Invalid (?:or expired )?Google token$/)]);
  });

  it('T232: an access token is none', async () => {
    await social.signIn('google');
    const idToken = social.google.tokens.find((token) => token.startsWith('ya29.'));
    const { status, json } = await social.server.send('POST', '/api/auth/google/token', { json: { idToken } });
    expect([status, json['error']]).toEqual([400, 'Invalid Google token']);
  });
});

describe('the way back (T233)', () => {
  const expired = async (visitor: Visitor, url: URL): Promise<void> => {
    const { status, text } = await visitor.get(url.pathname + url.search);
    expect([status, text]).toEqual([400, expect.stringContaining('begun in another browser')]);
    expect(await social.account(visitor)).toEqual({});
  };
  const back = async (visitor: Visitor): Promise<URL> => social.github.allow(await social.leave(visitor, 'github'));

  it('T233: is open to nobody without the state that they left with', async () => {
    const visitor = social.server.visitor();
    const [missing, wrong] = [await back(visitor), await back(visitor)];
    missing.searchParams.delete('state');
    wrong.searchParams.set('state', 'A'.repeat(43));
    await expired(visitor, missing);
    await expired(visitor, wrong);
  });

  it('T233: is open once', async () => {
    const visitor = social.server.visitor();
    const url = await back(visitor);
    expect((await visitor.get(url.pathname + url.search)).status).toBe(303);
    await visitor.post('/demo/sign-out');
    visitor.forget('ZEYOSID');
    await expired(visitor, url);
  });

  it('T233: is not open in another browser, which does not close it for the right one', async () => {
    const [visitor, stranger] = [social.server.visitor(), social.server.visitor()];
    const url = await back(visitor);
    await expired(stranger, url);
    await social.leave(stranger, 'github');
    await expired(stranger, url);
    expect((await visitor.get(url.pathname + url.search)).location).toBe(ACCOUNT);
  });

  it('T233: is not open at another instance, nor at another provider', async () => {
    const other = `other${ids()}`;
    await social.server.createInstance(other);
    const visitor = social.server.visitor();
    for (const path of [
      `/${other}/social/github/callback`,
      '/demo/social/google/callback',
      '/api/auth/github/callback',
    ]) {
      const url = await back(visitor);
      visitor.setCookie('latchkey_social', visitor.cookie('latchkey_social') ?? '', '/');
      const { status, location = '' } = await visitor.get(`${path}${url.search}`);
      expect([status, location]).toEqual([path.startsWith('/api/') ? 401 : 400, '']);
      visitor.forget('latchkey_social');
    }
    expect(await social.account(visitor)).toEqual({});
  });

  it('T233: is closed after ten minutes', async () => {
    const visitor = social.server.visitor();
    const url = await back(visitor);
    social.server.clock.advance(600_001);
    await expired(visitor, url);
  });

  it('T240: a code of one provider is nothing at another, and an issuer that is not its own is refused', async () => {
    const visitor = social.server.visitor();
    const google = social.google.allow(await social.leave(visitor, 'google'));
    const github = social.github.allow(await social.leave(visitor, 'github'));
    github.searchParams.set('code', google.searchParams.get('code') ?? '');
    expect((await visitor.get(github.pathname + github.search)).status).toBe(503);
    social.github.iss = 'https://issuer.evil.example';
    expect((await social.comeBack(visitor, 'github')).status).toBe(503);
    social.github.iss = `${social.github.origin}/login/oauth`;
    expect((await social.comeBack(visitor, 'github')).status).toBe(303);
  });
});

describe('whose identity it is (T234)', () => {
  it('T234: the person at the provider decides, whatever the address becomes', async () => {
    const [mine, victims] = [`mine${ids()}@example.com`, `victim${ids()}@example.com`];
    const victim = await verified(victims);
    const sub = String(ids());
    social.google.person = googlePerson(sub, mine);
    const { id } = await social.account(await social.signIn('google'));
    social.google.person = googlePerson(sub, victims);
    const again = await social.account(await social.signIn('google'));
    expect(again).toMatchObject({ id, email: mine });
    expect(again['id']).not.toBe(victim.id);
  });

  it('T234: a recycled address inherits nothing', async () => {
    const email = `recycled${ids()}@example.com`;
    social.google.person = googlePerson(String(ids()), email);
    await social.signIn('google');
    social.google.person = googlePerson(String(ids()), email);
    const { status, text } = await social.comeBack(social.server.visitor(), 'google');
    expect([status, text]).toEqual([409, expect.stringContaining('linked with another one of this provider')]);
  });

  it.each([[undefined], [null], ['undefined'], ['null'], [''], [123], ['a b'], ['x'.repeat(256)]])(
    'T234: the subject %p is nobody’s',
    async (sub) => {
      social.google.person = { ...googlePerson('1', `nobody${ids()}@example.com`), sub };
      expect((await social.comeBack(social.server.visitor(), 'google')).status).toBe(503);
    },
  );

  it.each([[undefined], [null], ['123'], [1.5], [{}], [NaN]])('T234: nor is GitHub’s id %p', async (id) => {
    social.github.person = { ...githubPerson(1, `nobody${ids()}@example.com`), id };
    expect((await social.comeBack(social.server.visitor(), 'github')).status).toBe(503);
  });
});

it('T235: addresses are the same only where ASCII letters differ in case', async () => {
  const local = `victim${ids()}`;
  const victim = await verified(`${local}@example.com`);
  social.google.person = googlePerson(String(ids()), `${local.toUpperCase()}@Example.COM`);
  expect(await social.account(await social.signIn('google'))).toMatchObject({ id: victim.id });
  const twins = [local.replace('i', 'ı'), local.replace('v', 'ｖ'), local.replace('i', 'í')].map(
    (name) => `${name}@example.com`,
  );
  for (const email of twins) {
    social.github.person = githubPerson(ids(), email);
    expect((await social.account(await social.signIn('github')))['id']).not.toBe(victim.id);
  }
  for (const email of [`${local}＠example.com`, `${local}@example.com.`, `${local}@example.com\u200b`]) {
    social.github.person = githubPerson(ids(), email);
    expect((await social.comeBack(social.server.visitor(), 'github')).status).toBe(403);
  }
});

describe('linking (T236, T237)', () => {
  const signedIn = async (): Promise<Visitor> => social.server.signedIn(await verified(`me${ids()}@example.com`));

  it('T236: is begun by a form of ours, soon after a sign-in, and ended in the same session', async () => {
    const visitor = await signedIn();
    social.github.person = githubPerson(ids(), `gh${ids()}@example.com`);
    expect((await visitor.get(`${ACCOUNT}/identities/link?provider=github`)).status).toBe(405);
    const form = { provider: 'github', csrf: 'made up' };
    const headers = { origin: 'https://evil.example' };
    expect((await visitor.post(`${ACCOUNT}/identities/link`, { form })).status).toBe(403);
    expect((await visitor.post(`${ACCOUNT}/identities/link`, { form, headers })).status).toBe(403);
    expect((await social.link(visitor, 'github')).location).toBe(`${ACCOUNT}/security?done=identityLinked`);
    expect(await social.identities(visitor)).toHaveLength(1);
    expect((await visitor.get(`${ACCOUNT}/security?done=identityLinked`)).text).toContain('It is linked');
    social.server.clock.advance(5 * 60_000 + 1);
    const late = await social.submit(visitor, 'link', 'google');
    expect(late.location).toBe(`/demo/sign-in?${new URLSearchParams({ return_to: `${ACCOUNT}/security` }).toString()}`);
  });

  it('T236: an attacker’s way back, opened by somebody else, links nothing to them', async () => {
    const [attacker, victim] = [await signedIn(), await signedIn()];
    social.github.person = githubPerson(ids(), `gh${ids()}@example.com`);
    const start = async (): Promise<URL> =>
      social.github.allow((await social.submit(attacker, 'link', 'github')).location);
    const url = await start();
    expect((await victim.get(url.pathname + url.search)).status).toBe(400);
    const planted = await start();
    victim.setCookie('latchkey_social', attacker.cookie('latchkey_social') ?? '', '/demo/social/github');
    expect((await victim.get(planted.pathname + planted.search)).status).toBe(400);
    expect(await social.identities(victim)).toEqual([]);
  });

  it('T237: what is another account’s stays there', async () => {
    social.github.person = githubPerson(ids(), `gh${ids()}@example.com`);
    const first = await social.signIn('github');
    const second = await signedIn();
    const { status, text } = await social.link(second, 'github');
    expect([status, text]).toEqual([409, expect.stringContaining('belongs to another account')]);
    expect(await social.identities(first)).toHaveLength(1);
    expect(await social.identities(second)).toEqual([]);
  });

  it('T237: the last way to sign in stays, on the page and in the API, also for two requests at once', async () => {
    const email = `only${ids()}@example.com`;
    social.github.person = githubPerson(ids(), email);
    social.google.person = googlePerson(String(ids()), email);
    const visitor = await social.signIn('github');
    const { status, text } = await social.submit(visitor, 'unlink', 'github');
    expect([status, text]).toEqual([409, expect.stringContaining('your only way to sign in')]);
    await social.signIn('google', visitor);
    const headers = { origin: social.server.origin };
    const remove = ({ id }: Readonly<Record<string, unknown>>) =>
      visitor.request('DELETE', `/demo/api/users/me/identities/${String(id)}`, { headers });
    const answers = await Promise.all((await social.identities(visitor)).map(remove));
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409]);
    expect(await social.identities(visitor)).toHaveLength(1);
  });

  it('T237: what was unlinked does not link itself again, only by its owner’s wish', async () => {
    const email = `unlink${ids()}@example.com`;
    const visitor = await social.server.signedIn(await verified(email));
    social.github.person = githubPerson(ids(), email);
    await social.link(visitor, 'github');
    expect((await social.submit(visitor, 'unlink', 'github')).location).toBe(
      `${ACCOUNT}/security?done=identityUnlinked`,
    );
    const { status, text } = await social.comeBack(social.server.visitor(), 'github');
    expect([status, text]).toEqual([409, expect.stringContaining('You have removed this sign-in')]);
    expect((await social.link(visitor, 'github')).status).toBe(303);
    expect(await social.account(await social.signIn('github'))).toMatchObject({ email });
  });

  it('T237: somebody else’s can be neither seen nor removed', async () => {
    social.github.person = githubPerson(ids(), `gh${ids()}@example.com`);
    const [identity] = await social.identities(await social.signIn('github'));
    const stranger = await signedIn();
    const path = `/demo/api/users/me/identities/${String(identity?.['id'])}`;
    expect((await stranger.request('DELETE', path, { headers: { origin: social.server.origin } })).status).toBe(404);
    expect(await social.identities(stranger)).toEqual([]);
  });
});

describe('what an instance has switched off (T238)', () => {
  const make = async (settings: StoredSettings): Promise<string> => {
    const name = `rules${ids()}`;
    await social.server.createInstance(name, settings);
    return name;
  };

  it.each<[string, StoredSettings]>([
    ['all of it', { social: { enabled: false } }],
    ['one provider', { social: { providers: ['google'] } }],
  ])('T238: %s is neither offered nor answered', async (_, settings) => {
    const instance = await make(settings);
    const visitor = social.server.visitor();
    expect((await visitor.get(`/${instance}/sign-in`)).text).not.toContain('Continue with GitHub');
    for (const path of [`/${instance}/social/github`, `/${instance}/social/github/callback?code=c&state=s`]) {
      expect((await visitor.get(path)).status).toBe(path.includes('callback') ? 400 : 404);
    }
    const { status, json } = await visitor.get(`/${instance}/api/auth/github`);
    expect([status, json['error']]).toEqual([503, 'GitHub OAuth is not configured']);
  });

  it('T238: linking, by the way back too; and accounts where none are made', async () => {
    const instance = await make({ social: { linking: false } });
    const closed = await make({ signUp: 'closed' });
    const { server, google } = social;
    const email = `linked${ids()}@example.com`;
    const home = await server.app.get(Instances).get(instance);
    const account = await server.createUser({ email, instance: home });
    google.person = googlePerson(String(ids()), email);
    expect((await social.comeBack(server.visitor(), 'google', '', instance)).status).toBe(403);
    expect((await social.comeBack(server.visitor(), 'google', '', closed)).status).toBe(403);
    const visitor = await server.signedIn(account, home);
    const page = await visitor.get(`/${instance}/account/security`);
    expect(page.text).not.toContain('Link GitHub');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1];
    const form = { provider: 'github', csrf };
    expect((await visitor.post(`/${instance}/account/identities/link`, { form })).status).toBe(403);
  });

  it('T238: a person who is suspended', async () => {
    const email = `gone${ids()}@example.com`;
    social.google.person = googlePerson(String(ids()), email);
    const { id } = await social.account(await social.signIn('google'));
    const { app, instance } = social.server;
    await app.get(Users).suspend({ instanceId: instance.id, userId: id as User['id'] });
    expect((await social.comeBack(social.server.visitor(), 'google')).status).toBe(403);
    social.github.person = githubPerson(ids(), email);
    expect((await social.comeBack(social.server.visitor(), 'github')).status).toBe(403);
  });
});

describe('two at once (T239)', () => {
  it('T239: two first sign-ins of one person make one account, at two servers too', async () => {
    const replica = await social.server.replica({
      environment: { ...social.github.environment, ...social.google.environment },
    });
    const email = `twice${ids()}@example.com`;
    social.github.person = githubPerson(ids(), email);
    const visitors = [1, 2, 3, 4].map(
      (index) => new Visitor(index % 2 ? social.server.origin : replica.origin, `203.0.113.${index}`),
    );
    const backs: URL[] = [];
    for (const visitor of visitors) backs.push(social.github.allow(await social.leave(visitor, 'github')));
    const answers = await Promise.all(
      visitors.map((visitor, index) => visitor.get(`${backs[index]?.pathname}${backs[index]?.search}`)),
    );
    await replica.stop();
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(await usersWith(email)).toBe(1);
  });

  it('T239: a sign-up with a password and a first sign-in make one account, and leave no half of one', async () => {
    const email = `race${ids()}@example.com`;
    social.google.person = googlePerson(String(ids()), email);
    const [visitor, other] = [social.server.visitor(), social.server.visitor()];
    const back = social.google.allow(await social.leave(visitor, 'google'));
    const page = await other.get('/demo/sign-up');
    const [arrived, made] = await Promise.all([
      visitor.get(back.pathname + back.search),
      other.submit(page, { identifier: email, name: 'Race', password: PASSWORD }),
    ]);
    expect(arrived.status).toBe(303);
    expect([303, 409]).toContain(made.status);
    expect(await usersWith(email)).toBe(1);
    expect(await social.identities(visitor)).toHaveLength(1);
    // Whoever had made it with a password first has lost it: the address is proved now.
    expect((await social.server.signIn(social.server.visitor(), email)).status).toBe(401);
  });
});

describe('a provider that has a bad day (T241)', () => {
  const cases: readonly (readonly [Provider, string, Misbehaviour])[] = [
    ...(['error', 'huge', 'no-json', 'redirect', 'drip', 'hang'] as const).map(
      (how) => ['github', '/user', how] as const,
    ),
    ...(['error', 'huge', 'no-json', 'redirect', 'drip', 'hang'] as const).map(
      (how) => ['google', '/token', how] as const,
    ),
    ['github', '/login/oauth/access_token', 'error'],
    ['github', '/user/emails', 'redirect'],
  ];

  it.each(cases)(
    'T241: %s, %s: %s is a friendly page, within ten seconds, and no account',
    async (provider, path, how) => {
      const email = `bad${ids()}@example.com`;
      social.github.person = githubPerson(ids(), email);
      social.google.person = googlePerson(String(ids()), email);
      const fake = social.of(provider);
      fake.misbehaves.set(path, how);
      const { status, text } = await social.comeBack(social.server.visitor(), provider);
      expect([status, text]).toEqual([503, expect.stringContaining('Please try again in a moment')]);
      expect(fake.followed).toBe(0);
      expect(await userOf(email)).toBeUndefined();
    },
    10_000,
  );

  it('T241: one that names an address of our own network in its discovery is not asked there', async () => {
    const trap = await Receiver.start();
    const own = await SocialTests.start();
    own.google.endpoints = { token_endpoint: `${trap.origin}/token` };
    expect((await own.comeBack(own.server.visitor(), 'google')).status).toBe(503);
    expect(trap.received).toEqual([]);
    await own.stop();
    await trap.stop();
  });
});

it.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '/other/account',
  '/demo/../admin',
  'javascript:alert(1)',
])('T242: afterwards nobody is sent to %s', async (target) => {
  const query = `?${new URLSearchParams({ return_to: target }).toString()}`;
  expect((await social.comeBack(social.server.visitor(), 'google', query)).location).toBe(ACCOUNT);
  const own = `?${new URLSearchParams({ return_to: '/demo/launchpad' }).toString()}`;
  expect((await social.comeBack(social.server.visitor(), 'google', own)).location).toBe('/demo/launchpad');
});

it('T243: no token of a provider is stored, logged or answered', async () => {
  const lines: string[] = [];
  const logger = new AppLogger('trace', { write: (line: string) => void lines.push(line) });
  const loud = await SocialTests.start({ environment: { LOG_LEVEL: 'trace' }, logger });
  const answers: string[] = [];
  for (const provider of ['github', 'google', 'corporate'] as const) {
    const visitor = await loud.signIn(provider);
    const pages = ['/demo/api/users/me/identities', '/demo/account/security', '/demo/api/users/me'];
    for (const path of pages) answers.push((await visitor.get(path)).text);
  }
  loud.google.flaw = { signature: 'foreign key' };
  answers.push((await loud.comeBack(loud.server.visitor(), 'google')).text);
  const stored = await everythingStored(loud.server.app);
  const tokens = [...loud.github.tokens, ...loud.google.tokens, loud.github.clientSecret];
  await loud.stop();
  expect(tokens.length).toBeGreaterThan(6);
  for (const token of tokens) {
    expect(tablesWith(stored, token)).toEqual([]);
    expect([...answers, ...lines].filter((text) => text.includes(token))).toEqual([]);
  }
});

describe('an app’s request (T244)', () => {
  it.each<Provider>(['github', 'google'])('T244: goes on after a sign-in with %s as it was asked', async (provider) => {
    const { server } = social;
    const app = await server.createApp();
    const { verifier, challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256', scope: 'openid email', nonce: 'n-1' };
    const visitor = server.visitor();
    const page = await visitor.open(server.authorizePath(app, proof));
    const [, href = ''] = new RegExp(`href="([^"]*/social/${provider}[^"]*)"`).exec(page.text) ?? [];
    const back = social.of(provider).allow((await visitor.get(href.replaceAll('&amp;', '&'))).location);
    const consent = await visitor.open(back.pathname + back.search);
    const { location = '' } = await visitor.submit(consent, { decision: 'allow' });
    const answer = new URL(location);
    expect(answer.searchParams.get('state')).toBe('state-1');
    const code = answer.searchParams.get('code') ?? undefined;
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier };
    const { status, json } = await server.token(app, form);
    expect([status, json['scope']]).toEqual([200, 'openid email']);
  });

  it('T244: who cancels at the provider is back at the sign-in, with the same request', async () => {
    const { server, github } = social;
    const app = await server.createApp();
    const visitor = server.visitor();
    const page = await visitor.open(server.authorizePath(app));
    const [, href = ''] = /href="([^"]*\/social\/github[^"]*)"/.exec(page.text) ?? [];
    const back = github.cancel((await visitor.get(href.replaceAll('&amp;', '&'))).location);
    const { location = '' } = await visitor.get(back.pathname + back.search);
    expect(location).toMatch(/^\/demo\/sign-in\?request=/);
    expect(await social.account(visitor)).toEqual({});
    expect((await visitor.open(location)).text).toContain('Continue with GitHub');
  });
});
