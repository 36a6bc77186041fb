import { codeOf, outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer } from '../support/server.js';
import { Rush, tally } from './rush.js';

const ROUNDS = 200;
const CROWD = 50;

let server: TestServer;
let rush: Rush;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  rush = new Rush(`${server.issuer}/token`, CROWD);
  app = await server.createApp();
});
afterAll(async () => {
  rush.close();
  await server.stop();
});

describe('the race for one authorization code (RFC 6749 §10.5)', () => {
  it(`T043 lets one of ${CROWD} parallel redemptions win, in each of ${ROUNDS} rounds, and kills what it won`, async () => {
    const visitor = await server.signedIn(await server.createUser());
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await rush.send(app, await codeOf(server, visitor, app));
      expect(tally(results)).toEqual({ '200': 1, '400 invalid_grant': CROWD - 1 });
      const won = results.find(({ outcome }) => outcome === '200')?.json ?? {};
      // Whoever came second proved to be the client as well, so it was a replay (D2).
      expect(await server.isActive(app, String(won['access_token']))).toBe(false);
      expect(outcomeOf(await server.refresh(app, String(won['refresh_token'])))).toBe('400 invalid_grant');
    }
  }, 600_000);

  it('gives living tokens to the one who comes alone', async () => {
    const visitor = await server.signedIn(await server.createUser());
    const { json, status } = await server.token(app, await codeOf(server, visitor, app));
    expect(status).toBe(200);
    expect(await server.isActive(app, String(json['access_token']))).toBe(true);
    expect(outcomeOf(await server.refresh(app, String(json['refresh_token'])))).toBe('200');
  });
});
