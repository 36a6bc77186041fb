import { formsOf } from '../support/visitor.js';
import { enrolled } from '../support/second-factor.js';
import { PASSWORD, TestServer } from '../support/server.js';

const CROWD = 20;
const ROUNDS = 5;

let first: TestServer;
let second: TestServer;
beforeAll(async () => {
  first = await TestServer.start();
  second = await first.replica();
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

/** Everybody has the form open, each in a browser of their own; then all send it at one moment, half of them to each replica. */
async function rush(email: string, fill: (index: number) => Readonly<Record<string, string>>): Promise<number[]> {
  const seats = await Promise.all(
    Array.from({ length: CROWD }, async (_, index) => {
      const visitor = (index % 2 === 0 ? first : second).visitor();
      return { visitor, page: await visitor.open('/demo/sign-in') };
    }),
  );
  const answers = await Promise.all(
    seats.map(({ visitor, page }, index) =>
      visitor.submit(page, { identifier: email, password: PASSWORD, ...fill(index) }),
    ),
  );
  return answers.map(({ status }) => status);
}
const successes = (statuses: readonly number[]): number => statuses.filter((status) => status === 303).length;

describe(`one of ${CROWD} sign-ins at two replicas, ${ROUNDS} rounds`, () => {
  it('gets in with one code of the app (RFC 6238 §5.2)', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { user, app } = await enrolled(first);
      const otp = app.code();
      expect(successes(await rush(user.email, () => ({ otp })))).toBe(1);
    }
  }, 120_000);

  it('gets in with one backup code', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { user, backupCodes } = await enrolled(first);
      expect(successes(await rush(user.email, () => ({ otp: backupCodes[0] ?? '' })))).toBe(1);
    }
  }, 120_000);

  it('T208 gets in with one proof of the first step, whatever codes the others have', async () => {
    const { user, app, backupCodes } = await enrolled(first);
    const visitor = first.visitor();
    const page = await first.signIn(visitor, user.email);
    const codes = [app.code(), app.code(1), ...backupCodes.slice(0, 3)];
    const answers = await Promise.all(
      codes.map((otp, index) => {
        const copy = (index % 2 === 0 ? first : second).visitor();
        copy.setCookie('latchkey_browser', visitor.cookie('latchkey_browser') ?? '', '/demo');
        expect(formsOf(page.text)).not.toEqual([]);
        return copy.submit(page, { otp });
      }),
    );
    expect(successes(answers.map(({ status }) => status))).toBe(1);
  });

  it('T195 is let through at most five guesses at each replica, the right one last', async () => {
    const { user, app } = await enrolled(first);
    const wrong = app.wrongCode();
    const statuses = await rush(user.email, (index) => ({ otp: index === CROWD - 1 ? app.code() : wrong }));
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(10);
  });
});
