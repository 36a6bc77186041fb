import { type Answer } from '../support/http.js';
import { type RawAnswer, sendRaw } from '../support/raw-http.js';
import { PASSWORD, type TestUser, TestServer } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const minute = 60_000;
const WRONG = 'not the password';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

/** A sign-in form, opened once and sent as often as one likes, from wherever one says. */
class Guesser {
  private constructor(
    readonly browser: Visitor,
    private readonly csrf: string,
  ) {}

  static async at(browser = server.visitor()): Promise<Guesser> {
    const page = await browser.get('/demo/sign-in');
    return new Guesser(browser, formsOf(page.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '');
  }

  try(identifier: string, password: string, { headers = {} } = {}): Promise<Answer> {
    return this.browser.post('/demo/sign-in', { form: { csrf: this.csrf, identifier, password }, headers });
  }

  /** At a path that goes over the wire as it stands. */
  tryAt(path: string, identifier: string, password: string): Promise<RawAnswer> {
    const cookie = `latchkey_browser=${this.browser.cookie('latchkey_browser')}`;
    const headers = {
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': this.browser.address,
    };
    const body = new URLSearchParams({ csrf: this.csrf, identifier, password }).toString();
    return sendRaw(server.origin, { method: 'POST', path, headers, body });
  }
}

/** Ten wrong ones, from as many addresses, as fast as they are let through: then the account rests for minutes. */
async function exhaust({ email }: TestUser): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (tries >= 5) server.clock.advance(2 ** (tries - 5) * 1_000);
    expect((await (await Guesser.at()).try(email, WRONG)).status).toBe(401);
  }
}

describe('guessing', () => {
  it('T194 at one account from one address is slowed down after 5, for the right password too, and stopped after 10', async () => {
    const user = await server.createUser();
    const guesser = await Guesser.at();
    const answers: Answer[] = [];
    for (let tries = 0; tries < 100; tries += 1) answers.push(await guesser.try(user.email, WRONG));
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, tries) => (tries < 5 ? 401 : 429)));
    for (const seconds of [1, 2, 4, 8, 16]) {
      const early = await guesser.try(user.email, user.password);
      expect([early.status, early.headers.get('retry-after')]).toEqual([429, String(seconds)]);
      server.clock.advance(seconds * 1_000);
      expect((await guesser.try(user.email, WRONG)).status).toBe(401);
    }
    const right = await guesser.try(user.email, user.password);
    expect([right.status, right.headers.get('retry-after')]).toEqual([429, String(15 * 60 - 31)]);
    // It says that one has to wait, and nothing of the account.
    expect(right.text.replaceAll(user.email, '')).not.toMatch(/locked|exists|unknown|account is/i);
    expect(guesser.browser.cookie('ZEYOSID')).toBeUndefined();
    server.clock.advance(15 * minute - 31_000);
    expect((await guesser.try(user.email, user.password)).status).toBe(303);
    // A right one begins anew.
    const another = await Guesser.at();
    for (let tries = 0; tries < 5; tries += 1) expect((await another.try(user.email, WRONG)).status).toBe(401);
    expect((await another.try(user.email, WRONG)).status).toBe(429);
  });

  it('T196 T197 with one password at many accounts is stopped for the subscriber, whatever the headers claim', async () => {
    const guesser = await Guesser.at();
    // One IPv6 network, spelled in three ways, behind the only proxy that is believed.
    const own = ['2001:db8:0:9::', '2001:DB8::9:0:0:0:', '2001:0db8:0000:0009::'];
    const claims = (index: number): Record<string, string> => ({
      'x-forwarded-for': `203.0.113.${index}, 10.0.0.${index}, ${own[index % 3]}${(index + 1).toString(16)}`,
      forwarded: `for=203.0.113.${index}`,
      'x-real-ip': `203.0.113.${index}`,
      'cf-connecting-ip': `203.0.113.${index}`,
      'true-client-ip': `203.0.113.${index}`,
      'x-client-ip': `203.0.113.${index}`,
    });
    const statuses: number[] = [];
    for (let index = 0; index < 105; index += 1) {
      statuses.push((await guesser.try(`target${index}@example.com`, WRONG, { headers: claims(index) })).status);
    }
    expect(statuses).toEqual(statuses.map((_, index) => (index < 100 ? 401 : 429)));
    const user = await server.createUser();
    const near = { headers: { 'x-forwarded-for': '2001:db8:0:9:ffff::1' } };
    const neighbour = { headers: { 'x-forwarded-for': '2001:db8:0:a::1' } };
    expect((await guesser.try(user.email, user.password, near)).status).toBe(429);
    expect((await guesser.try(user.email, user.password, neighbour)).status).toBe(303);
  }, 120_000);

  it('T198 is counted whatever the path looks like', async () => {
    const user = await server.createUser();
    await exhaust(user);
    const guesser = await Guesser.at();
    const paths = [
      '//demo/sign-in',
      '/demo//sign-in',
      '/demo/sign-in/',
      '/Demo/sign-in',
      '/demo/Sign-In',
      '/demo/sign-in;x',
    ];
    const encoded = [
      '/demo/%73ign-in',
      '/%64emo/sign-in',
      '/demo/sign-in%2f',
      '/demo/sign-in?x=1',
      '/demo/sign-in?request=',
    ];
    for (const path of [...paths, ...encoded]) {
      const { status } = await guesser.tryAt(path, user.email, user.password);
      expect([path, [404, 429]]).toEqual([path, expect.arrayContaining([status])]);
    }
    const headers = { 'x-http-method-override': 'PUT' };
    expect((await guesser.try(user.email, user.password, { headers })).status).toBe(429);
    expect((await guesser.tryAt('/demo/sign-in', user.email, user.password)).status).toBe(429);
    expect((await guesser.browser.request('HEAD', '/demo/sign-in')).status).toBe(200);
    expect(guesser.browser.cookie('ZEYOSID')).toBeUndefined();
    expect((await guesser.try((await server.createUser()).email, PASSWORD)).status).toBe(303);
  });

  it('T199 is counted once for all spellings of the identifier, and others are not the account', async () => {
    const user = await server.createUser({ email: 'Spelled.Name@example.com' });
    const [own, foreign] = [
      ['spelled.name@example.com', ' SPELLED.NAME@EXAMPLE.COM', 'spelled.name@example.com\t'],
      [
        'spelled.name+tag@example.com',
        'ｓpelled.name@example.com',
        'spelled\u200b.name@example.com',
        'ſpelled.name@example.com',
        'Pat Doe',
      ],
    ];
    for (const spelling of own) expect((await (await Guesser.at()).try(spelling, user.password)).status).toBe(303);
    for (const spelling of foreign) expect((await (await Guesser.at()).try(spelling, user.password)).status).toBe(401);
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await (await Guesser.at()).try(own[tries % 3] ?? '', WRONG)).status).toBe(401);
    }
    for (const spelling of own) expect((await (await Guesser.at()).try(spelling, user.password)).status).toBe(429);
  });

  it('T200 does not lock the owner out: not at a browser that is known, and elsewhere not for long', async () => {
    const user = await server.createUser();
    const known = await Guesser.at();
    expect((await known.try(user.email, user.password)).status).toBe(303);
    await known.browser.submit(await known.browser.open('/demo/sign-out'), {});
    await exhaust(user);
    expect((await (await Guesser.at()).try(user.email, user.password)).status).toBe(429);
    expect((await (await Guesser.at(known.browser)).try(user.email, user.password)).status).toBe(303);
    server.clock.advance(15 * minute + 1);
    expect((await (await Guesser.at()).try(user.email, user.password)).status).toBe(303);
  });

  it('T210 at 200 accounts at one moment is queued or put off, and everybody else is answered meanwhile', async () => {
    const [user, app] = [await server.createUser(), await server.createApp()];
    let { refresh_token: token } = await server.tokens(user, app);
    const guesser = await Guesser.at();
    let isOver = false;
    const from = (index: number): object => ({ headers: { 'x-forwarded-for': `203.0.113.${index}` } });
    const rush = Promise.all(
      Array.from({ length: 200 }, (_, index) => guesser.try(`rush${index}@example.com`, WRONG, from(index))),
    ).finally(() => (isOver = true));
    let answered = 0;
    for (; !isOver; answered += 1) {
      const refreshed = await server.refresh(app, token);
      const { jwks, health } = { jwks: '/demo/oauth2/v1/jwks', health: '/health/ready' };
      const others = [await server.send('GET', jwks), await server.send('GET', health)];
      expect([refreshed, ...others].map(({ status }) => status)).toEqual([200, 200, 200]);
      token = String(refreshed.json['refresh_token']);
    }
    // Not after it: with it.
    expect(answered).toBeGreaterThan(5);
    for (const { status, headers } of await rush) {
      expect([401, 429, 503]).toContain(status);
      if (status !== 401) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
  }, 60_000);
});
