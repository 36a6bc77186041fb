import fc from 'fast-check';
import { isUuid, momentOf, uuidAt } from '../../src/core/ids.js';

const moments = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const randoms = fc.uint8Array({ minLength: 10, maxLength: 16 });

describe('ids', () => {
  it('are UUIDs of version 7 that tell their moment (RFC 9562 §5.7)', () => {
    fc.assert(
      fc.property(moments, randoms, (now, random) => {
        const id = uuidAt(now, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(isUuid(id)).toBe(true);
        expect(momentOf(id)).toBe(now);
      }),
    );
  });

  it('are in the order of their moments', () => {
    fc.assert(
      fc.property(moments, moments, randoms, (a, b, random) => {
        expect(Math.sign(uuidAt(a, random).localeCompare(uuidAt(b, random)))).toBe(Math.sign(a - b));
      }),
    );
  });

  const id = '0190a8f0-0000-7000-8000-00000000000a';

  it.each([
    id.toUpperCase(),
    `{${id}}`,
    `urn:uuid:${id}`,
    `${id}0`,
    `${id}\n`,
    id.replaceAll('-', ''),
    '%2e%2e',
    '',
    `/${id}`,
  ])('T150: %j is no id', (text) => {
    expect(isUuid(id)).toBe(true);
    expect(isUuid(text)).toBe(false);
  });
});
