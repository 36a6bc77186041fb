import fc from 'fast-check';
import { readBasic } from '../../src/core/basic.js';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');
const header = (text: string): string => `Basic ${base64(text)}`;

/** The form encoding of RFC 6749 Appendix B, by another author. */
const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

describe('the Basic header', () => {
  it.each([
    ['client:secret', [{ id: 'client', secret: 'secret' }]],
    ['client:', [{ id: 'client', secret: '' }]],
    ['client:a:b', [{ id: 'client', secret: 'a:b' }]],
    [
      'client:a%3Ab+c',
      [
        { id: 'client', secret: 'a:b c' },
        { id: 'client', secret: 'a%3Ab+c' },
      ],
    ],
    ['client:100%', [{ id: 'client', secret: '100%' }]],
    [
      'a%40b.test:p',
      [
        { id: 'a@b.test', secret: 'p' },
        { id: 'a%40b.test', secret: 'p' },
      ],
    ],
    ['cli\u00e9nt:s\u00e9cret', [{ id: 'cli\u00e9nt', secret: 's\u00e9cret' }]],
    ['client:a%00b', [{ id: 'client', secret: 'a%00b' }]],
  ])('T059: reads %j', (text, readings) => {
    expect(readBasic(header(text))).toEqual(readings);
  });

  it('T059: knows the scheme in any case, and bytes that are not UTF-8 as Latin-1', () => {
    expect(readBasic(`bASIC ${base64('client:secret')}`)).toEqual([{ id: 'client', secret: 'secret' }]);
    expect(readBasic(`Basic ${base64('client:s\u00e9', 'latin1')}`)).toEqual([{ id: 'client', secret: 's\u00e9' }]);
  });

  it.each([
    ['no colon', header('client')],
    ['no id', header(':secret')],
    ['nothing', 'Basic '],
    ['the scheme alone', 'Basic'],
    ['no header', ''],
    ['another scheme', `Bearer ${base64('client:secret')}`],
    ['characters outside the alphabet', 'Basic Y2xp!ZW50OnNlY3JldA=='],
    ['base64url', 'Basic w7_Dv8O_Oj8-Pz4_'],
    ['missing padding', `Basic ${base64('client:secre').replace(/=+$/, '')}x`],
    ['bits that count for nothing', 'Basic YTpiYh=='],
    ['two values', `Basic ${base64('a:b')} ${base64('c:d')}`],
    ['a line after it', `Basic ${base64('client:secret')}\n`],
    ['NUL', header('client:a\0b')],
    ['a line break in the id', header('cli\r\nent:a')],
    ['1 MB', header(`client:${'a'.repeat(1_000_000)}`)],
  ])('T059: reads nothing where there is %s', (_, value) => {
    expect(readBasic(value)).toEqual([]);
  });

  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => !/\p{Cc}/u.test(value));
  const id = text.filter((value) => value !== '');

  it('T059: finds what was encoded as RFC 6749 §2.3.1 says, first', () => {
    fc.assert(
      fc.property(id, text, (clientId, secret) => {
        const [first] = readBasic(header(`${formEncoded(clientId)}:${formEncoded(secret)}`));
        expect(first).toEqual({ id: clientId, secret });
      }),
    );
  });

  it('T059: finds what was not encoded at all, among at most two readings', () => {
    fc.assert(
      fc.property(
        id.filter((value) => !value.includes(':')),
        text,
        (clientId, secret) => {
          const readings = readBasic(header(`${clientId}:${secret}`));
          expect(readings).toContainEqual({ id: clientId, secret });
          expect(readings.length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('reads ids and secrets of ours in one way', () => {
    const ours = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    fc.assert(
      fc.property(ours, ours, (clientId, secret) => expect(readBasic(header(`${clientId}:${secret}`))).toHaveLength(1)),
    );
  });

  it('never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (garbage, bytes) => {
        expect(readBasic(garbage)).toEqual([]);
        expect(Array.isArray(readBasic(`Basic ${Buffer.from(bytes).toString('base64')}`))).toBe(true);
      }),
    );
  });
});
