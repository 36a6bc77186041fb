import { Apps, Clients } from '../../src/apps/index.js';
import { Consents } from '../../src/consents/index.js';
import type { ClientId } from '../../src/core/ids.js';
import { Sessions } from '../../src/sessions/index.js';
import { Users } from '../../src/users/index.js';
import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';

const DAY = 86_400_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

interface Holder {
  readonly user: TestUser;
  readonly app: TestApp;
  readonly refresh: string;
  readonly access: string;
}

async function holder(changes: Form = {}): Promise<Holder> {
  const [user, app] = [await server.createUser(), await server.createApp()];
  const { json } = await server.token(app, await codeOf(server, await server.signedIn(user), app, changes));
  return { user, app, refresh: String(json['refresh_token']), access: String(json['access_token']) };
}

async function refresh({ app, refresh: token }: Holder): Promise<string> {
  return outcomeOf(await server.refresh(app, token));
}

const keyOf = ({ user }: Holder) => ({ instanceId: server.instance.id, userId: user.id });

async function withdraw({ user }: Holder): Promise<void> {
  const [given] = await server.app.get(Consents).list(user.id);
  if (!given) throw new Error('there is no consent');
  await server.app.get(Consents).withdraw(server.instance.id, user.id, given.id);
}

async function disableApp({ app }: Holder): Promise<void> {
  const client = await server.app.get(Clients).find(server.instance.id, app.clientId);
  await server.app.get(Apps).disable(server.instance.id, client?.app.name ?? '');
}

describe('what ends a refresh token before its time', () => {
  it.each<[string, (the: Holder) => Promise<unknown>, string]>([
    [
      'a new password',
      (the) => server.app.get(Users).setPassword({ ...keyOf(the), password: 'another four quiet words' }),
      '400 invalid_grant',
    ],
    [
      'signing out everywhere',
      (the) => server.app.get(Sessions).endAll(server.instance.id, the.user.id),
      '400 invalid_grant',
    ],
    ['suspension', (the) => server.app.get(Users).suspend(keyOf(the)), '400 invalid_grant'],
    ['removal', (the) => server.app.get(Users).remove(keyOf(the)), '400 invalid_grant'],
    ['withdrawing the consent', withdraw, '400 invalid_grant'],
    [
      'disabling the client',
      (the) => server.app.get(Clients).disable(server.instance.id, the.app.clientId as ClientId),
      '401 invalid_client',
    ],
    ['disabling the app', disableApp, '401 invalid_client'],
  ])('T111 %s, with the access token, and of nobody else', async (_, ends, outcome) => {
    const [the, bystander] = [await holder(), await holder()];
    expect((await server.userinfo(the.access)).status).toBe(200);
    await ends(the);
    expect(await refresh(the)).toBe(outcome);
    expect((await server.userinfo(the.access)).status).toBe(401);
    expect((await server.userinfo(bystander.access)).status).toBe(200);
    expect(await refresh(bystander)).toBe('200');
  });

  it('T111 signing out leaves alone what was allowed to outlive the session (offline_access)', async () => {
    const the = await holder({ scope: 'openid offline_access' });
    await server.app.get(Sessions).endAll(server.instance.id, the.user.id);
    expect(await refresh(the)).toBe('200');
    expect((await server.userinfo(the.access)).status).toBe(200);
  });

  it('T111 a consent that is given again does not revive what hung on the old one', async () => {
    const the = await holder();
    await withdraw(the);
    server.clock.advance(10);
    const again = await server.token(the.app, await codeOf(server, await server.signedIn(the.user), the.app));
    expect(await refresh(the)).toBe('400 invalid_grant');
    expect((await server.userinfo(the.access)).status).toBe(401);
    expect((await server.userinfo(String(again.json['access_token']))).status).toBe(200);
    expect(outcomeOf(await server.refresh(the.app, String(again.json['refresh_token'])))).toBe('200');
  });

  it('T111 a suspension that is lifted again does not revive it either', async () => {
    const the = await holder({ scope: 'openid offline_access' });
    await server.app.get(Users).suspend(keyOf(the));
    await server.app.get(Users).activate(keyOf(the));
    expect(await refresh(the)).toBe('400 invalid_grant');
    expect((await server.userinfo(the.access)).status).toBe(401);
  });
});

describe('the age of a refresh token (ASVS 10.4.8)', () => {
  const offline = { scope: 'openid offline_access' };

  it('T110 it lies unused for 30 days at most', async () => {
    const [late, early] = [await holder(offline), await holder(offline)];
    server.clock.advance(30 * DAY - 1_000);
    expect(await refresh(early)).toBe('200');
    server.clock.advance(1_000);
    expect(await refresh(late)).toBe('400 invalid_grant');
  });

  it('T110 rotation does not carry it past 100 days', async () => {
    const the = await holder(offline);
    let token = the.refresh;
    for (let day = 1; day < 100; day += 1) {
      server.clock.advance(DAY);
      const { status, json } = await server.refresh(the.app, token);
      expect([day, status]).toEqual([day, 200]);
      expect(Number(json['refresh_token_expires_in'])).toBeLessThanOrEqual(Math.min(30, 100 - day) * 86_400);
      token = String(json['refresh_token']);
    }
    server.clock.advance(DAY);
    expect(outcomeOf(await server.refresh(the.app, token))).toBe('400 invalid_grant');
  });
});
