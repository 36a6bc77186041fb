import { codeOf, type Form, jwtParts, outcomeOf } from '../support/code-flow.js';
import { basic } from '../support/http.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
let user: TestUser;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  [app, user] = [await server.createApp(), await server.createUser()];
  visitor = await server.signedIn(user);
});
afterAll(() => server.stop());

interface Pair {
  readonly access: string;
  readonly refresh: string;
  readonly scope: string;
}

async function pairOf(by: TestApp, form: Form): Promise<Pair> {
  const { json, status, text } = await server.token(by, form);
  if (status !== 200) throw new Error(`no tokens: ${text}`);
  return { access: String(json['access_token']), refresh: String(json['refresh_token']), scope: String(json['scope']) };
}

async function first(by = app, changes: Form = {}): Promise<Pair> {
  return pairOf(by, await codeOf(server, visitor, by, changes));
}

function next({ refresh }: Pair, by = app): Promise<Pair> {
  return pairOf(by, { grant_type: 'refresh_token', refresh_token: refresh });
}

async function use(refresh: string, by = app): Promise<string> {
  return outcomeOf(await server.refresh(by, refresh));
}

describe('a rotated refresh token (RFC 9700 §4.14.2)', () => {
  it('T098 is replaced by another one with the same scope', async () => {
    const one = await first(app, { scope: 'openid email tickets.ticket.r' });
    const two = await next(one);
    expect(two.refresh).not.toBe(one.refresh);
    expect(two.access).not.toBe(one.access);
    expect(two.scope).toBe(one.scope);
    expect(await use(one.refresh)).toBe('400 invalid_grant');
  });

  it('T099 ends its family when it is presented again', async () => {
    const one = await first();
    const two = await next(one);
    for (const { access } of [one, two]) expect(await server.isActive(app, access)).toBe(true);
    expect(await use(one.refresh)).toBe('400 invalid_grant');
    expect(await use(two.refresh)).toBe('400 invalid_grant');
    for (const { access } of [one, two]) {
      expect(await server.isActive(app, access)).toBe(false);
      expect((await server.userinfo(access)).status).toBe(401);
    }
  });

  it.each([2, 10, 1_000])(
    'T100 is still known %d rotations later',
    async (rotations) => {
      const [old, bystander] = [await first(), await first()];
      let last = old;
      for (let turn = 0; turn < rotations; turn += 1) last = await next(last);
      expect(await server.isActive(app, last.access)).toBe(true);
      expect(await use(old.refresh)).toBe('400 invalid_grant');
      expect(await use(last.refresh)).toBe('400 invalid_grant');
      expect(await server.isActive(app, last.access)).toBe(false);
      // Another family of the same person and the same app has nothing to do with it.
      expect(await use(bystander.refresh)).toBe('200');
    },
    120_000,
  );
});

describe('a refresh token in other hands (RFC 6749 §10.4)', () => {
  it('T108 is refused, not spent, and its family lives on', async () => {
    const [other, open, anotherOpen] = [
      await server.createApp(),
      await server.createApp({ isPublic: true }),
      await server.createApp({ isPublic: true }),
    ];
    const [ours, theirs] = [await first(), await first(open)];
    const bare = (refresh: string, form: Form = {}): Promise<string> =>
      server
        .send('POST', '/demo/oauth2/v1/token', {
          form: { grant_type: 'refresh_token', refresh_token: refresh, ...form },
        })
        .then(outcomeOf);
    expect(await use(ours.refresh, other)).toBe('400 invalid_grant');
    expect(await use(ours.refresh, open)).toBe('400 invalid_grant');
    expect(await bare(ours.refresh)).toBe('401 invalid_client');
    expect(await bare(ours.refresh, { client_id: app.clientId })).toBe('401 invalid_client');
    expect(await bare(theirs.refresh)).toBe('401 invalid_client');
    expect(await use(theirs.refresh, anotherOpen)).toBe('400 invalid_grant');
    expect(await use(theirs.refresh, app)).toBe('400 invalid_grant');
    for (const [pair, by] of [
      [ours, app],
      [theirs, open],
    ] as const) {
      expect((await server.userinfo(pair.access)).status).toBe(200);
      expect(await use(pair.refresh, by)).toBe('200');
    }
  });

  it('T112 opens no other door, and nothing else opens its own', async () => {
    const { json } = await server.token(app, await codeOf(server, visitor, app));
    const [access, refresh, idToken] = ['access_token', 'refresh_token', 'id_token'].map((name) => String(json[name]));
    const code = await codeOf(server, visitor, app);
    const session = visitor.cookie('ZEYOSID') ?? '';
    for (const text of [refresh, idToken, code['code'], session, app.clientSecret, user.id]) {
      expect((await server.userinfo(String(text))).status).toBe(401);
      expect(await server.isActive(app, String(text))).toBe(text === refresh);
    }
    for (const text of [access, idToken, code['code'], session, app.clientSecret]) {
      expect(await use(String(text))).toBe('400 invalid_grant');
    }
    for (const text of [access, refresh, idToken, session]) {
      expect(outcomeOf(await server.token(app, { ...code, code: text }))).toBe('400 invalid_grant');
    }
    expect(jwtParts(String(idToken)).header['typ']).toBe('JWT');
    const asCookie = await server.send('GET', '/demo/oauth2/v1/userinfo', { headers: { cookie: `ZEYOSID=${access}` } });
    expect(asCookie.status).toBe(401);
    expect((await server.userinfo(String(access))).status).toBe(200);
    expect(outcomeOf(await server.token(app, code))).toBe('200');
    expect(await use(String(refresh))).toBe('200');
  });

  it('T113 is the whole text and nothing but the text', async () => {
    const [{ refresh }, other] = [await first(), await first()];
    const cut = Array.from(refresh, (_, length) => refresh.slice(0, length)).slice(1);
    const flipped = Array.from(
      refresh,
      (character, at) => refresh.slice(0, at) + flip(character) + refresh.slice(at + 1),
    );
    const appended = [`${refresh}A`, `${refresh}=`, ` ${refresh}`, `${refresh} `, `${refresh}.`, refresh.toUpperCase()];
    const mixed = [refresh.slice(0, 24) + other.refresh.slice(24), other.refresh.slice(0, 24) + refresh.slice(24)];
    for (const text of [...cut, ...flipped, ...appended, ...mixed]) {
      expect([text, await use(text)]).toEqual([text, '400 invalid_grant']);
    }
    expect(await use(refresh)).toBe('200');
    expect(await use(other.refresh)).toBe('200');
  });
});

function flip(character: string): string {
  return character === 'A' ? 'B' : 'A';
}

describe('the scope of a refresh (RFC 6749 §6)', () => {
  it('T109 may be narrower for one access token, never wider, and is whole again the next time', async () => {
    const granted = 'openid email tickets.ticket.r';
    const one = await first(app, { scope: granted });
    const ask = (refresh: string, scope: string): ReturnType<TestServer['refresh']> =>
      server.refresh(app, refresh, { scope });
    for (const wider of [`${granted} tickets.ticket.w`, 'profile', 'tickets.ticket.rw', 'unknown']) {
      expect(outcomeOf(await ask(one.refresh, wider))).toBe('400 invalid_scope');
    }
    const narrow = await ask(one.refresh, 'email openid');
    expect(String(narrow.json['scope']).split(' ').sort()).toEqual(['email', 'openid']);
    expect(jwtParts(String(narrow.json['access_token'])).claims['scope']).toBe(narrow.json['scope']);
    const full = await ask(String(narrow.json['refresh_token']), 'tickets.ticket.r email openid');
    expect(String(full.json['scope']).split(' ').sort()).toEqual(granted.split(' ').sort());
    const unnamed = await server.refresh(app, String(full.json['refresh_token']));
    expect(unnamed.json['scope']).toBe(granted);
  });

  it('T109 a token that was asked for too much is not spent', async () => {
    const one = await first(app, { scope: 'openid' });
    expect(outcomeOf(await server.refresh(app, one.refresh, { scope: 'openid email' }))).toBe('400 invalid_scope');
    const headers = { authorization: basic(app.clientId, app.clientSecret) };
    const form = `grant_type=refresh_token&refresh_token=${one.refresh}&scope=openid&scope=email`;
    expect(outcomeOf(await server.send('POST', '/demo/oauth2/v1/token', { form, headers }))).toBe(
      '400 invalid_request',
    );
    expect(await use(one.refresh)).toBe('200');
  });
});
