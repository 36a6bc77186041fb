import { Apps, Clients } from '../../src/apps/index.js';
import { Consents } from '../../src/consents/index.js';
import type { ClientId } from '../../src/core/ids.js';
import { Sessions } from '../../src/sessions/index.js';
import { Users } from '../../src/users/index.js';
import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { basic } from '../support/http.js';
import { pkce, type TestApp, TestServer, type TestUser } from '../support/server.js';
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

async function redeem(form: Form, by = app): Promise<string> {
  return outcomeOf(await server.token(by, form));
}

interface Redeemed {
  readonly form: Form;
  readonly access: string;
  readonly refresh: string;
}

async function redeemed(): Promise<Redeemed> {
  const form = await codeOf(server, visitor, app);
  const { json, status } = await server.token(app, form);
  expect(status).toBe(200);
  return { form, access: String(json['access_token']), refresh: String(json['refresh_token']) };
}

describe('a code that is redeemed twice (RFC 6749 §4.1.2, D2)', () => {
  it.each([0, 1, 30])('T041 is refused after %d seconds, and its tokens are dead', async (seconds) => {
    const { form, access, refresh } = await redeemed();
    expect(await server.isActive(app, access)).toBe(true);
    server.clock.advance(seconds * 1000);
    expect(await redeem(form)).toBe('400 invalid_grant');
    expect(await server.isActive(app, access)).toBe(false);
    expect((await server.userinfo(access)).status).toBe(401);
    expect(outcomeOf(await server.refresh(app, refresh))).toBe('400 invalid_grant');
  });

  it('T041 takes along what was refreshed in between', async () => {
    const { form, refresh } = await redeemed();
    const { json } = await server.refresh(app, refresh);
    expect(await server.isActive(app, String(json['access_token']))).toBe(true);
    expect(await redeem(form)).toBe('400 invalid_grant');
    expect(await server.isActive(app, String(json['access_token']))).toBe(false);
    expect(outcomeOf(await server.refresh(app, String(json['refresh_token'])))).toBe('400 invalid_grant');
  });

  it('T042 leaves the tokens alone where it comes from somebody else', async () => {
    const { form, access, refresh } = await redeemed();
    const other = await server.createApp();
    const liar = { ...app, clientSecret: other.clientSecret };
    expect(await redeem(form, liar)).toBe('401 invalid_client');
    expect(await redeem(form, other)).toBe('400 invalid_grant');
    expect(await redeem({ ...form, code_verifier: pkce().verifier })).toBe('400 invalid_grant');
    expect(await redeem({ ...form, code_verifier: undefined })).toBe('400 invalid_grant');
    expect(await redeem({ ...form, redirect_uri: 'https://evil.example/cb' })).toBe('400 invalid_grant');
    expect(await server.isActive(app, access)).toBe(true);
    expect(outcomeOf(await server.refresh(app, refresh))).toBe('200');
  });
});

describe('a code that is not this client’s, or not a code', () => {
  it('T045 lives for 60 seconds', async () => {
    const [early, late] = [await codeOf(server, visitor, app), await codeOf(server, visitor, app)];
    server.clock.advance(58_000);
    expect(await redeem(early)).toBe('200');
    server.clock.advance(3_000);
    // Nothing has swept it away: the write itself decides.
    expect(await redeem(late)).toBe('400 invalid_grant');
  });

  it('T046 is of no use to another client, and still works for its own', async () => {
    const [other, open] = [await server.createApp(), await server.createApp({ isPublic: true })];
    const form = await codeOf(server, visitor, app);
    expect(await redeem(form, other)).toBe('400 invalid_grant');
    expect(await redeem(form, open)).toBe('400 invalid_grant');
    expect(await redeem(form)).toBe('200');
  });

  it('T047 is of no use in another instance, and still works in its own', async () => {
    const other = await server.createInstance('neighbour');
    const theirs = await server.createApp({ instanceId: other.id, scope: [] });
    const there = async (by: TestApp, sent: Form): Promise<string> => {
      const headers = { authorization: basic(by.clientId, by.clientSecret) };
      return outcomeOf(await server.send('POST', '/neighbour/oauth2/v1/token', { form: sent, headers }));
    };
    const form = await codeOf(server, visitor, app);
    expect(await there(theirs, form)).toBe('400 invalid_grant');
    expect(await there(app, form)).toBe('401 invalid_client');
    expect(await there(theirs, { grant_type: 'client_credentials' })).toBe('200');
    expect(await redeem(form)).toBe('200');
  });

  it('T048 is the whole text and nothing but the text', async () => {
    const form = await codeOf(server, visitor, app);
    const code = String(form['code']);
    const cut = Array.from(code, (_, length) => code.slice(0, length)).slice(1);
    const flipped = Array.from(code, (character, at) => code.slice(0, at) + swapCase(character) + code.slice(at + 1));
    const extended = [`${code}A`, `${code}=`, `A${code}`, ` ${code}`, `${code} `, `${code}\t`, `${code}${code}`];
    const encoded = [encodeURIComponent(`${code}%`), code.replace('_', '%5F'), code.replace('_', '%255F')];
    const wrong = [...cut, ...flipped, ...extended, ...encoded].filter((text) => text !== code);
    for (const text of wrong)
      expect([text, await redeem({ ...form, code: text })]).toEqual([text, '400 invalid_grant']);
    expect(wrong.length).toBeGreaterThan(60);
    expect(await redeem(form)).toBe('200');
  });
});

function swapCase(character: string): string {
  return character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
}

describe('what happens between the code and its redemption (ASVS 7.4.2)', () => {
  interface Case {
    readonly user: TestUser;
    readonly app: TestApp;
  }
  const keyOf = ({ user: person }: Case) => ({ instanceId: server.instance.id, userId: person.id });
  const withdraw = async (the: Case): Promise<void> => {
    const [given] = await server.app.get(Consents).list(the.user.id);
    if (!given) throw new Error('there is no consent');
    await server.app.get(Consents).withdraw(server.instance.id, the.user.id, given.id);
  };
  const nameOf = async (the: Case): Promise<string> => {
    const client = await server.app.get(Clients).find(server.instance.id, the.app.clientId);
    return client?.app.name ?? '';
  };

  it.each<[string, (the: Case) => Promise<unknown>, string]>([
    ['nothing', () => Promise.resolve(), '200'],
    ['the person is suspended', (the) => server.app.get(Users).suspend(keyOf(the)), '400 invalid_grant'],
    ['the person is removed', (the) => server.app.get(Users).remove(keyOf(the)), '400 invalid_grant'],
    [
      'the password is changed',
      (the) => server.app.get(Users).setPassword({ ...keyOf(the), password: 'another four quiet words' }),
      '400 invalid_grant',
    ],
    ['the consent is withdrawn', withdraw, '400 invalid_grant'],
    [
      'the person signs out everywhere',
      (the) => server.app.get(Sessions).endAll(server.instance.id, the.user.id),
      '400 invalid_grant',
    ],
    [
      'the client is disabled',
      (the) => server.app.get(Clients).disable(server.instance.id, the.app.clientId as ClientId),
      '401 invalid_client',
    ],
    [
      'the app is disabled',
      async (the) => server.app.get(Apps).disable(server.instance.id, await nameOf(the)),
      '401 invalid_client',
    ],
  ])('T049 %s: the code follows', async (_, happens, outcome) => {
    const the: Case = { user: await server.createUser(), app: await server.createApp() };
    const form = await codeOf(server, await server.signedIn(the.user), the.app);
    await happens(the);
    expect(await redeem(form, the.app)).toBe(outcome);
  });

  it('T049 a suspension that is lifted again does not revive the code', async () => {
    const the: Case = { user: await server.createUser(), app: await server.createApp() };
    const form = await codeOf(server, await server.signedIn(the.user), the.app);
    await server.app.get(Users).suspend(keyOf(the));
    await server.app.get(Users).activate(keyOf(the));
    expect(await redeem(form, the.app)).toBe('400 invalid_grant');
    server.clock.advance(10);
    const fresh = await codeOf(server, await server.signedIn(the.user), the.app);
    expect(await redeem(fresh, the.app)).toBe('200');
  });
});
