import { outcomeOf } from '../support/code-flow.js';
import { DEVICE_CODE, DeviceTests } from '../support/device.js';
import { type TestApp, TestServer } from '../support/server.js';
import { Rush, tally } from './rush.js';

const ROUNDS = 20;
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

describe('the race for one device code (RFC 8628 §3.5)', () => {
  it(`T306 lets one of ${CROWD} parallel polls win, in each of ${ROUNDS} rounds, and kills what it won`, async () => {
    const devices = new DeviceTests(server);
    const visitor = await server.signedIn(await server.createUser());
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = await devices.started(app, { scope: 'openid profile' });
      expect((await devices.decide(visitor, started)).status).toBe(200);
      const results = await rush.send(app, { grant_type: DEVICE_CODE, device_code: started.device_code });
      expect(tally(results)).toEqual({ '200': 1, '400 invalid_grant': CROWD - 1 });
      const won = results.find(({ outcome }) => outcome === '200')?.json ?? {};
      expect(await server.isActive(app, String(won['access_token']))).toBe(false);
      expect(outcomeOf(await server.refresh(app, String(won['refresh_token'])))).toBe('400 invalid_grant');
    }
  }, 300_000);

  it('lets one of twenty parallel answers count', async () => {
    const devices = new DeviceTests(server);
    const visitor = await server.signedIn(await server.createUser());
    const started = await devices.started(app, { scope: 'openid' });
    const page = await devices.entered(visitor, started);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => visitor.submit(page, { decision: index % 2 === 0 ? 'allow' : 'deny' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
