import { Users } from '../../src/users/index.js';
import { formsOf } from '../support/visitor.js';
import { PASSWORD, TestServer } from '../support/server.js';

const PAIRS = 600;
const WRONG = 'not the password';
/** Of 600 measurements each, chance alone takes the rank test further once in 300 times (a standard deviation is 0.017). */
const FAIR = { from: 0.45, to: 0.55 };
/** Milliseconds between the medians that nobody can tell apart over a network. */
const UNNOTICED = 5;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  const users = server.app.get(Users);
  const instanceId = server.instance.id;
  await users.create({ instanceId, email: 'known@example.com', name: 'Known', password: PASSWORD });
  await users.create({ instanceId, email: 'social@example.com', name: 'Social' });
  const { id } = await users.create({ instanceId, email: 'closed@example.com', name: 'Closed', password: PASSWORD });
  await users.suspend({ instanceId, userId: id });
});
afterAll(() => server.stop());

/** Milliseconds of one failed sign-in, from an address of its own and with nothing counted before. */
async function timeOf(identifier: string, password: string): Promise<number> {
  server.clock.advance(16 * 60_000);
  const browser = server.visitor();
  const csrf = formsOf((await browser.get('/demo/sign-in')).text)[0]?.fields.find(([name]) => name === 'csrf')?.[1];
  const started = performance.now();
  const { status } = await browser.post('/demo/sign-in', { form: { csrf, identifier, password } });
  const elapsed = performance.now() - started;
  // The longest window is half a day: now and then the account has to rest.
  if (status === 429) server.clock.advance(12 * 3_600_000);
  return status === 401 ? elapsed : timeOf(identifier, password);
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

/** How often one of the first takes longer than one of the second (Mann–Whitney): a half where nothing tells them apart. */
function longer(first: readonly number[], second: readonly number[]): number {
  const signs = first.flatMap((a) => second.map((b) => Math.sign(a - b)));
  return (signs.reduce((sum, sign) => sum + sign, 0) / signs.length + 1) / 2;
}

describe('the time of a failed sign-in', () => {
  it.each<[string, [string, string]]>([
    ['nobody', ['nobody@example.com', WRONG]],
    ['an account without a password', ['social@example.com', WRONG]],
    ['a suspended account and its right password', ['closed@example.com', PASSWORD]],
    ['an empty password', ['nobody@example.com', '']],
    ['a password of a kilobyte', ['nobody@example.com', 'x'.repeat(1_000)]],
  ])(
    'T202 does not tell %s from a known account',
    async (what, [identifier, password]) => {
      const sent = password === PASSWORD ? WRONG : password;
      const [other, known]: [number[], number[]] = [[], []];
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // Interleaved, and each first in turn, so that what slows the machine down slows both.
        const order = pair % 2 === 0 ? [0, 1] : [1, 0];
        for (const side of order) {
          if (side === 0) other.push(await timeOf(identifier, password));
          else known.push(await timeOf('known@example.com', sent));
        }
      }
      const [share, gap] = [longer(other, known), median(other) - median(known)];
      process.stdout.write(
        `T202 ${what}: longer in ${share.toFixed(3)} of the pairs, medians ${gap.toFixed(2)} ms apart\n`,
      );
      const isFair = share > FAIR.from && share < FAIR.to;
      const isUnnoticed = Math.abs(gap) < UNNOTICED;
      expect({ isFair, isUnnoticed, share, gap }).toMatchObject(isFair ? { isFair } : { isUnnoticed: true });
    },
    600_000,
  );
});
