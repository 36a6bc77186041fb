import { AuthError } from '../../src/core/errors.js';
import { PasswordHasher } from '../../src/platform/index.js';
import { Turnstile } from '../../src/platform/turnstile.js';

describe('the password hasher', () => {
  const hasher = new PasswordHasher();

  it('T325: makes argon2id hashes of OWASP strength, each with its own salt', async () => {
    const [one, two] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await hasher.verify(one, 'correct horse')).toBe(true);
    expect(await hasher.verify(two, 'Correct horse')).toBe(false);
    expect(await hasher.verify(one, one ?? '')).toBe(false);
    expect(hasher.needsRehash(one ?? '')).toBe(false);
  });

  it('takes the two spellings of one character as the same, and long passwords in full', async () => {
    expect(await hasher.verify(await hasher.hash('caf\u00e9'), 'cafe\u0301')).toBe(true);
    const long = 'x'.repeat(200);
    expect(await hasher.verify(await hasher.hash(`${long}a`), `${long}b`)).toBe(false);
  });

  it('says no without a hash, after the same work', async () => {
    expect(await hasher.verify(undefined, 'anything')).toBe(false);
    const hash = await hasher.hash('anything');
    const timed = async (stored: string | undefined): Promise<number> => {
      const started = performance.now();
      for (let round = 0; round < 5; round += 1) await hasher.verify(stored, 'wrong');
      return performance.now() - started;
    };
    const ratio = (await timed(undefined)) / (await timed(hash));
    expect(ratio).toBeGreaterThan(0.3);
    expect(ratio).toBeLessThan(3);
  });

  it('knows hashes of other parameters', () => {
    expect(hasher.needsRehash('$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(true);
    expect(hasher.needsRehash('$2b$10$abcdefghijklmnopqrstuv')).toBe(true);
  });

  it('turns the 203rd away at once, and serves the others', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 203 }, () => hasher.verify('$argon2id$broken', 'a')),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected' && outcome.reason instanceof AuthError);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: { code: 'temporarily_unavailable', detail: { retryAfter: 2 } } });
    expect(await hasher.verify(undefined, 'a')).toBe(false);
  });

  it('never runs more than two at once, in order, also after a failure', async () => {
    const turnstile = new Turnstile(2, 10);
    const order: number[] = [];
    let running = 0;
    const work = (number: number) => async (): Promise<void> => {
      running += 1;
      expect(running).toBeLessThanOrEqual(2);
      order.push(number);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (number === 1) throw new Error('broken');
    };
    const passes = [0, 1, 2, 3, 4, 5].map((number) => turnstile.pass(work(number), () => new Error('full')));
    expect((await Promise.allSettled(passes)).filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
