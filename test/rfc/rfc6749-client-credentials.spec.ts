import { Clients } from '../../src/apps/index.js';
import type { ClientId } from '../../src/core/ids.js';
import { Resources } from '../../src/resources/index.js';
import { type Form, jwtParts, outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer, TICKETS } from '../support/server.js';

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
});
afterAll(() => server.stop());

function ask(changes: Form = {}, by = app): ReturnType<TestServer['token']> {
  return server.token(by, { grant_type: 'client_credentials', ...changes });
}

describe('the client credentials grant (RFC 6749 §4.4)', () => {
  it('gives the client a token of its own', async () => {
    const { json } = await ask({ scope: 'tickets.ticket.r' });
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3_600, scope: 'tickets.ticket.r' });
    const { claims } = jwtParts(String(json['access_token']));
    expect(claims).toMatchObject({ sub: app.clientId, client_id: app.clientId, bearer_type: 'client', aud: TICKETS });
    expect(claims['sid']).toBeUndefined();
    expect(await server.isActive(app, String(json['access_token']))).toBe(true);
  });

  it('gives all that the app may have for itself where no scope is named (§3.3)', async () => {
    const { json } = await ask();
    expect(json['scope']).toBe('tickets.ticket.r tickets.ticket.w');
  });

  it('gives nothing that belongs to a person, or that the app may not ask for', async () => {
    const scopes = [
      'openid',
      'profile',
      'email',
      'offline_access',
      'tickets.ticket.rw',
      'unknown',
      'tickets.ticket.r openid',
    ];
    for (const scope of scopes) expect([scope, outcomeOf(await ask({ scope }))]).toEqual([scope, '400 invalid_scope']);
  });

  it('gives no scope that its resource server keeps for people', async () => {
    const resources = server.app.get(Resources);
    const api = { instanceId: server.instance.id, name: 'diary', title: 'Diary', audience: 'https://diary.example/' };
    await resources.addScopes(await resources.create(api), [
      { name: 'diary.page.r', description: { en: 'Read your diary' }, bearers: ['person'] },
      { name: 'diary.count.r', description: { en: 'Count pages' }, bearers: ['client'] },
    ]);
    const reader = await server.createApp({ scope: ['diary.page.r', 'diary.count.r'] });
    expect((await ask({}, reader)).json['scope']).toBe('diary.count.r');
    expect(outcomeOf(await ask({ scope: 'diary.page.r' }, reader))).toBe('400 invalid_scope');
  });

  it('is no person at the userinfo endpoint', async () => {
    const { json } = await ask();
    expect([401, 403]).toContain((await server.userinfo(String(json['access_token']))).status);
  });

  it('ends with its client', async () => {
    const [the, watcher] = [await server.createApp(), app];
    const token = String((await ask({}, the)).json['access_token']);
    await server.app.get(Clients).disable(server.instance.id, the.clientId as ClientId);
    expect(outcomeOf(await ask({}, the))).toBe('401 invalid_client');
    const tickets = await server.createApp({ name: 'tickets' });
    expect(await server.isActive(tickets, token)).toBe(false);
    const other = String((await ask({}, watcher)).json['access_token']);
    expect(await server.isActive(tickets, other)).toBe(true);
  });

  it('is told only to its client and to the API that it is for (RFC 7662 §4)', async () => {
    const token = String((await ask()).json['access_token']);
    const stranger = await server.createApp();
    expect(await server.isActive(stranger, token)).toBe(false);
    expect(await server.isActive(app, token)).toBe(true);
  });
});
