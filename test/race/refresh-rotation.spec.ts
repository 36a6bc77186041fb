import { codeOf, outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';
import { Rush, tally } from './rush.js';

const ROUNDS = 200;
const CROWD = 50;

let server: TestServer;
let rush: Rush;
let app: TestApp;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  rush = new Rush(`${server.issuer}/token`, CROWD);
  app = await server.createApp();
  visitor = await server.signedIn(await server.createUser());
});
afterAll(async () => {
  rush.close();
  await server.stop();
});

async function refreshToken(): Promise<string> {
  const { json } = await server.token(app, await codeOf(server, visitor, app));
  return String(json['refresh_token']);
}

describe('the race for one refresh token (RFC 9700 §4.14.2)', () => {
  it(`T103 lets one of ${CROWD} parallel refreshes win, in each of ${ROUNDS} rounds, and ends the family`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await rush.send(app, { grant_type: 'refresh_token', refresh_token: await refreshToken() });
      expect(tally(results)).toEqual({ '200': 1, '400 invalid_grant': CROWD - 1 });
      const won = results.find(({ outcome }) => outcome === '200')?.json ?? {};
      // Nobody can tell the thief from the victim, so neither has anything left (D1).
      expect(outcomeOf(await server.refresh(app, String(won['refresh_token'])))).toBe('400 invalid_grant');
      expect(await server.isActive(app, String(won['access_token']))).toBe(false);
    }
  }, 600_000);

  it('T103 lets two at once fork nothing either', async () => {
    const two = new Rush(`${server.issuer}/token`, 2);
    const results = await two.send(app, { grant_type: 'refresh_token', refresh_token: await refreshToken() });
    two.close();
    expect(tally(results)).toEqual({ '200': 1, '400 invalid_grant': 1 });
    const won = results.find(({ outcome }) => outcome === '200')?.json ?? {};
    expect(outcomeOf(await server.refresh(app, String(won['refresh_token'])))).toBe('400 invalid_grant');
  });

  it('goes on for ever for the one who comes alone', async () => {
    const first = await server.refresh(app, await refreshToken());
    const second = await server.refresh(app, String(first.json['refresh_token']));
    expect([outcomeOf(first), outcomeOf(second)]).toEqual(['200', '200']);
    expect(await server.isActive(app, String(second.json['access_token']))).toBe(true);
  });
});
