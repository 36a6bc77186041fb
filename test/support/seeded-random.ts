import { createHash } from 'node:crypto';
import { Random } from '../../src/platform/random.js';

/** The same bytes in the same order for the same seed. */
export class SeededRandom extends Random {
  private drawn = 0;

  constructor(private readonly seed = 'latchkey') {
    super();
  }

  bytes(count: number): Buffer {
    const blocks: Buffer[] = [];
    for (let length = 0; length < count; length += 32) blocks.push(this.block());
    return Buffer.concat(blocks).subarray(0, count);
  }

  private block(): Buffer {
    this.drawn += 1;
    return createHash('sha256').update(`${this.seed} ${this.drawn}`).digest();
  }
}
