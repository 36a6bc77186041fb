import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { PASSWORD, TestServer } from '../support/server.js';

const ROUNDS = 20;
const CROWD = 50;

let first: TestServer;
let second: TestServer;
let agents: readonly Agent[];
beforeAll(async () => {
  first = await TestServer.start();
  second = await first.replica();
  agents = [first, second].map(() => new Agent({ keepAlive: true, maxSockets: CROWD }));
});
afterAll(async () => {
  agents.forEach((agent) => agent.destroy());
  await second.stop();
  await first.stop();
});

interface Refreshed {
  readonly status: number;
  /** Name and value, where one was set that is not empty. */
  readonly cookie: string | undefined;
  readonly accessToken: string;
}

function cookieOf(lines: readonly string[] = []): string | undefined {
  return lines.map((line) => line.split(';')[0]).find((pair) => pair !== undefined && /^refresh_token=./.test(pair));
}

async function signIn(): Promise<string> {
  const { email } = await first.createUser();
  const answer = await first.visitor().post('/api/auth/login', { json: { email, password: PASSWORD } });
  return cookieOf(answer.headers.getSetCookie()) ?? '';
}

function refresh(replica: number, cookie: string): Promise<Refreshed> {
  const { origin } = replica === 0 ? first : second;
  return new Promise((resolve, reject) => {
    const one = request(`${origin}/api/auth/refresh`, { agent: agents[replica], method: 'POST', headers: { cookie } });
    one.once('error', reject).once('response', (answer) => resolve(refreshed(answer)));
    one.end();
  });
}

async function refreshed(answer: IncomingMessage): Promise<Refreshed> {
  const { accessToken = '' } = JSON.parse(await text(answer)) as { accessToken?: string };
  return { status: answer.statusCode ?? 0, cookie: cookieOf(answer.headers['set-cookie']), accessToken };
}

const rush = (cookie: string, replicas: readonly number[]): Promise<Refreshed[]> =>
  Promise.all(Array.from({ length: CROWD }, (_, index) => refresh(replicas[index % replicas.length] ?? 0, cookie)));

const isGood = async (server: TestServer, accessToken: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await server.send('GET', '/api/users/me', { headers })).status === 200;
};

describe(`${CROWD} refreshes at once with one cookie (D1)`, () => {
  it.each([
    ['one replica', [0]],
    ['two replicas', [0, 1]],
  ])(`T103 T104 T105 T116 give one and the same successor at %s, ${ROUNDS} rounds`, async (_, replicas) => {
    let cookie = await signIn();
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await rush(cookie, replicas);
      expect(new Set(results.map(({ status }) => status))).toEqual(new Set([200]));
      const successors = new Set(results.map((result) => result.cookie));
      expect(successors.size).toBe(1);
      expect(successors).not.toContain(cookie);
      cookie = [...successors][0] ?? '';
    }
  });

  it('T104 T114 are refused at both replicas when the window is over, and the family is dead', async () => {
    const spent = await signIn();
    const [won] = await rush(spent, [0, 1]);
    expect(await isGood(first, won?.accessToken ?? '')).toBe(true);
    first.clock.advance(10_001);
    const late = await rush(spent, [0, 1]);
    expect(late.map(({ status, cookie }) => [status, cookie])).toEqual(late.map(() => [401, undefined]));
    const successor = won?.cookie ?? '';
    expect([(await refresh(0, successor)).status, (await refresh(1, successor)).status]).toEqual([401, 401]);
    const deadline = performance.now() + 1_000;
    for (const server of [first, second]) {
      while ((await isGood(server, won?.accessToken ?? '')) && performance.now() < deadline) await setTimeout(10);
      expect(await isGood(server, won?.accessToken ?? '')).toBe(false);
    }
  });

  it('T111 leave nothing that lives where the person signs out at the same moment', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const cookie = await signIn();
      const begun = await refresh(0, cookie);
      const headers = { authorization: `Bearer ${begun.accessToken}` };
      const going = rush(begun.cookie ?? '', [0, 1]);
      const [results, logout] = await Promise.all([going, first.send('POST', '/api/auth/logout', { headers })]);
      expect(logout.status).toBe(200);
      for (const { cookie: left } of results.filter(({ status }) => status === 200).slice(0, 1)) {
        expect([(await refresh(0, left ?? '')).status, (await refresh(1, left ?? '')).status]).toEqual([401, 401]);
      }
    }
  });
});
