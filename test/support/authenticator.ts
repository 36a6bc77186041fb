import { createHmac } from 'node:crypto';
import type { Clock } from '../../src/platform/index.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PERIOD = 30_000;

/** An authenticator app, written from RFC 6238 and RFC 4226 and not from what the server uses. */
export class Authenticator {
  constructor(
    private readonly secret: string,
    private readonly clock: Clock,
  ) {}

  /** The code of this time step, or of one `steps` away. */
  code(steps = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(this.clock.now() / PERIOD) + steps));
    const mac = createHmac('sha1', decode(this.secret)).update(counter).digest();
    const offset = (mac.at(-1) ?? 0) & 0xf;
    return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  }

  /** Six digits that are no code of now, of just before or of soon. */
  wrongCode(): string {
    const right = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code)) ?? '';
  }
}

function decode(base32: string): Buffer {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
