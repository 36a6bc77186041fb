import { assertion, byAssertion, clientKey, jwksOf } from '../support/client-keys.js';
import { outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer } from '../support/server.js';

const ROUNDS = 20;
const CROWD = 50;
const MINUTE = 60_000;

let server: TestServer;
let replica: TestServer;
let app: TestApp;
const key = clientKey();
beforeAll(async () => {
  server = await TestServer.start();
  replica = await server.replica();
  app = await server.createApp({ keys: { jwks: jwksOf(key) } });
});
afterAll(async () => {
  await replica.stop();
  await server.stop();
});

describe('the race for one assertion (RFC 7523 §3)', () => {
  it(`T068 lets one of ${CROWD} parallel requests win, over two replicas, in each of ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      server.clock.advance(2 * MINUTE);
      const form = byAssertion(await assertion({ server, clientId: app.clientId, key }));
      const sent = Array.from({ length: CROWD }, (_, index) =>
        (index % 2 ? server : replica).send('POST', '/demo/oauth2/v1/token', { form }),
      );
      const outcomes = (await Promise.all(sent)).map(outcomeOf).sort();
      expect(outcomes).toEqual(['200', ...Array<string>(CROWD - 1).fill('401 invalid_client')]);
    }
  }, 300_000);
});
