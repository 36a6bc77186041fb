import { addressGroup, Throttle } from '../../src/platform/index.js';
import { FixedClock } from '../support/fixed-clock.js';

describe('the throttle', () => {
  const limit = { count: 3, window: 60_000 };
  let clock: FixedClock;
  let throttle: Throttle;
  beforeEach(() => {
    clock = new FixedClock();
    throttle = new Throttle(clock);
  });
  const hit = (key = 'a'): void => throttle.hit(key, limit);
  const refusal = expect.objectContaining({ code: 'rate_limited', status: 429 });
  const refused = (): { detail: { retryAfter: number } } => {
    try {
      hit();
    } catch (error) {
      expect(error).toEqual(refusal);
      return error as { detail: { retryAfter: number } };
    }
    throw new Error('it was let through');
  };

  it('lets so many through in a window, each key by itself', () => {
    for (let count = 0; count < 3; count += 1) hit();
    refused();
    hit('b');
  });

  it('slides: a hit is forgotten one window after it was made', () => {
    for (const wait of [0, 10_000, 20_000]) {
      clock.advance(wait);
      hit();
    }
    expect(refused().detail.retryAfter).toBe(30);
    clock.advance(30_000);
    hit();
    expect(refused().detail.retryAfter).toBe(10);
  });

  it('does not count what it refused', () => {
    for (let count = 0; count < 3; count += 1) hit();
    clock.advance(59_999);
    for (let count = 0; count < 10; count += 1) expect(refused().detail.retryAfter).toBe(1);
    clock.advance(1);
    for (let count = 0; count < 3; count += 1) hit();
  });

  it('never lets more through than the limit in any window', () => {
    const passed: number[] = [];
    for (let step = 0; step < 1_000; step += 1) {
      clock.advance((step * 7_919) % 9_001);
      try {
        hit();
        passed.push(clock.now());
      } catch {
        // refused, as it should be
      }
    }
    passed.forEach((moment, index) => expect(moment - (passed[index - 3] ?? -Infinity)).toBeGreaterThanOrEqual(60_000));
  });

  it('forgets a key when told, and the oldest of very many by itself', () => {
    for (let count = 0; count < 3; count += 1) hit();
    throttle.reset('a');
    for (let count = 0; count < 3; count += 1) hit();
    for (let key = 0; key < 100_000; key += 1) hit(String(key));
    hit();
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
    ['', ''],
  ])('groups %s as %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});
