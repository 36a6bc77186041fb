import { SystemRandom } from '../../src/platform/index.js';

describe('randomness', () => {
  it('never hands out the same bytes twice, within a pool, across pools and beyond one', () => {
    const random = new SystemRandom();
    const tokens = new Set(Array.from({ length: 5_000 }, () => random.token()));
    expect(tokens.size).toBe(5_000);
    expect(random.bytes(20_000)).toHaveLength(20_000);
    expect(random.bytes(16_384)).toHaveLength(16_384);
    expect(random.bytes(0)).toHaveLength(0);
  });

  it('gives every caller a buffer of its own', () => {
    const random = new SystemRandom();
    const first = random.bytes(32);
    const copy = Buffer.from(first);
    random.bytes(16_384);
    expect(first.equals(copy)).toBe(true);
    expect(first.equals(Buffer.alloc(32))).toBe(false);
  });
});
