import { setTimeout } from 'node:timers/promises';
import { codeOf, type Form } from '../support/code-flow.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import { type Result, Rush, tally } from './rush.js';

const ROUNDS = 50;
const CROWD = 50;

let first: TestServer;
let second: TestServer;
let rushes: readonly Rush[];
let app: TestApp;
let user: TestUser;
beforeAll(async () => {
  first = await TestServer.start();
  second = await first.replica();
  rushes = [first, second].map(({ origin }) => new Rush(`${origin}/demo/oauth2/v1/token`, CROWD / 2));
  app = await first.createApp();
  user = await first.createUser();
});
afterAll(async () => {
  rushes.forEach((rush) => rush.close());
  await second.stop();
  await first.stop();
});

/** Half of the crowd at each replica, `jitter` milliseconds apart. */
async function atBoth(form: Form, jitter = 0): Promise<Result[]> {
  const results = await Promise.all(
    rushes.map(async (rush, index) => {
      if (index > 0 && jitter > 0) await setTimeout(jitter);
      return rush.send(app, form);
    }),
  );
  return results.flat();
}

describe(`one winner among ${CROWD} requests at two replicas, ${ROUNDS} rounds`, () => {
  it('T044 for a code, and what it won is dead at both, because the others replayed it', async () => {
    const visitor = await first.signedIn(user);
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await atBoth(await codeOf(first, visitor, app), round % 6);
      expect(tally(results)).toEqual({ '200': 1, '400 invalid_grant': CROWD - 1 });
      const won = String(results.find(({ outcome }) => outcome === '200')?.json['access_token']);
      await expectSoonDead(won);
    }
  }, 300_000);

  it('T104 for a refresh token', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { refresh_token: token } = await first.tokens(user, app);
      const results = await atBoth({ grant_type: 'refresh_token', refresh_token: token }, round % 6);
      expect(tally(results)).toEqual({ '200': 1, '400 invalid_grant': CROWD - 1 });
      await expectSoonDead(String(results.find(({ outcome }) => outcome === '200')?.json['access_token']));
    }
  }, 300_000);

  /** At each replica, whichever of them ended it: within the bound of the feed. */
  async function expectSoonDead(token: string): Promise<void> {
    const deadline = performance.now() + 1_000;
    while ((await first.isActive(app, token)) || (await second.isActive(app, token))) {
      if (performance.now() > deadline) throw new Error('a token was alive after the bound');
      await setTimeout(5);
    }
  }
});
