import * as fc from 'fast-check';
import { Clients } from '../../src/apps/index.js';
import { Consents } from '../../src/consents/index.js';
import { type ClientId } from '../../src/core/ids.js';
import { Sessions } from '../../src/sessions/index.js';
import { Users } from '../../src/users/index.js';
import { type TestApp, TestServer, type TestUser, type Tokens } from '../support/server.js';

const MINUTE = 60_000;

/** A token, and what it hangs on as far as the events can kill it. */
interface Held {
  readonly tokens: Tokens;
  readonly family: number;
  readonly outlivesSession: boolean;
  readonly expiresAt: number;
  dead: boolean;
}

interface World {
  readonly user: TestUser;
  readonly app: TestApp;
  readonly held: Held[];
}

let server: TestServer;
/** The directory is what every token with `openid` is for, so that it may ask about tokens of all clients, disabled ones too. */
let api: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  api = await server.createApp({ name: 'directory' });
});
afterAll(() => server.stop());

const keyOf = ({ user }: World) => ({ instanceId: server.instance.id, userId: user.id });
const kill = (held: readonly Held[]): void => held.forEach((each) => (each.dead = true));

async function signIn(world: World, offline: boolean): Promise<void> {
  const scope = offline ? 'openid offline_access' : 'openid';
  const tokens = await server.tokens(world.user, world.app, { scope }).catch(() => undefined);
  if (tokens) world.held.push(heldOf(tokens, { family: world.held.length, outlivesSession: offline }));
}

function heldOf(tokens: Tokens, { family, outlivesSession }: Pick<Held, 'family' | 'outlivesSession'>): Held {
  return { tokens, family, outlivesSession, expiresAt: server.clock.now() + tokens.expires_in * 1_000, dead: false };
}

/** What may happen, done for real; and what dies of it. */
const EVENTS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  signIn: (world) => signIn(world, false),
  signInForLong: (world) => signIn(world, true),
  async refresh(world) {
    const [last] = world.held.slice(-1);
    if (!last) return;
    const { status, json } = await server.refresh(world.app, last.tokens.refresh_token);
    if (status === 200) world.held.push(heldOf(json as unknown as Tokens, last));
  },
  async replay(world) {
    const [first] = world.held;
    if (!first) return;
    const answers = [
      await server.refresh(world.app, first.tokens.refresh_token),
      await server.refresh(world.app, first.tokens.refresh_token),
    ];
    // The second is a replay for certain; where the client is disabled, nobody gets so far.
    if (answers.some(({ json }) => json['error'] === 'invalid_grant'))
      kill(world.held.filter(({ family }) => family === first.family));
  },
  async revokeAccess(world) {
    const [last] = world.held.slice(-1);
    if (last && (await server.token(world.app, { token: last.tokens.access_token }, 'revoke')).status === 200)
      kill([last]);
  },
  async revokeRefresh(world) {
    const [last] = world.held.slice(-1);
    const { status } = await server.token(world.app, { token: last?.tokens.refresh_token }, 'revoke');
    if (status === 200) kill(world.held.filter(({ family }) => family === last?.family));
  },
  async logOut(world) {
    await server.app.get(Sessions).endAll(server.instance.id, world.user.id);
    kill(world.held.filter(({ outlivesSession }) => !outlivesSession));
  },
  async withdrawConsent(world) {
    const [consent] = await server.app.get(Consents).list(world.user.id);
    if (!consent) return;
    await server.app.get(Consents).withdraw(server.instance.id, world.user.id, consent.id);
    kill(world.held);
  },
  async changePassword(world) {
    await server.app.get(Users).setPassword({ ...keyOf(world), password: 'another good long password' });
    kill(world.held);
  },
  async suspend(world) {
    await server.app.get(Users).suspend(keyOf(world));
    kill(world.held);
  },
  async activate(world) {
    await server.app.get(Users).activate(keyOf(world));
  },
  async disableClient(world) {
    await server.app
      .get(Clients)
      .disable(server.instance.id, world.app.clientId as ClientId)
      .catch(() => undefined);
    kill(world.held);
  },
  async wait() {
    server.clock.advance(25 * MINUTE);
  },
};

async function verdicts({ held }: World): Promise<unknown> {
  return Promise.all(
    held.map(async ({ tokens: { access_token: token } }) => ({
      introspection: (await server.token(api, { token }, 'introspect')).json['active'] === true,
      userinfo: (await server.userinfo(token)).status === 200,
    })),
  );
}

describe('introspection and a protected route', () => {
  it('T121 give the same verdict on every token, and the right one, whatever happens (RFC 7662 §2.2)', async () => {
    const events = fc.array(fc.constantFrom(...Object.keys(EVENTS)), { minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(events, async (names) => {
        const world: World = { user: await server.createUser(), app: await server.createApp(), held: [] };
        for (const name of ['signIn', 'signInForLong', ...names]) {
          server.clock.advance(1_000);
          await EVENTS[name]?.(world);
          const alive = world.held.map(({ dead, expiresAt }) => !dead && expiresAt > server.clock.now());
          expect(await verdicts(world)).toEqual(alive.map((each) => ({ introspection: each, userinfo: each })));
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);
});
