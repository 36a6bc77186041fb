import fc from 'fast-check';
import { type BearerRequest, parseBearerScopes, type ScopeFault } from '../../src/core/bearer-scope.js';
import { processorTime } from './processor-time.js';
import { refusal } from './refusal.js';

const ID = '0190a8f0-0000-7000-8000-000000000000';
const OTHER = '0190a8f0-0000-7000-8000-000000000001';

const fault = (identifier: ScopeFault): Error => refusal('invalid_scope', { identifier });
const malformed = fault('malformed_scope');

/** The model: an element as its parts, and what a parameter made of such elements must be read as. */
interface Part {
  readonly kind: '' | 'Per' | 'Org' | 'Per>Org';
  readonly id: string;
  readonly name: string;
}
const bearers: Readonly<Record<Part['kind'], BearerRequest>> = {
  '': { type: 'person' },
  Per: { type: 'person' },
  Org: { type: 'organization' },
  'Per>Org': { type: 'organization', onBehalfOf: true },
};
const words = fc.constantFrom('abc', 'directory', 'a_1', 'x__', `z${'9'.repeat(63)}`);
const names = fc.tuple(words, words, fc.constantFrom('r', 'w', 'rw')).map((parts) => parts.join('.'));
const kinds = fc.constantFrom<Part['kind']>('', 'Per', 'Org', 'Per>Org');
const parts: fc.Arbitrary<Part> = fc
  .record({ kind: kinds, id: fc.constantFrom('', ID, OTHER), name: names })
  .map((part) => (part.kind === '' ? { ...part, id: '' } : part));
const separators = fc.constantFrom(' ', ',', ', ', ' ,', '  ', ',,');

const written = ({ kind, id, name }: Part): string => `${kind}${id && `/${id}`}${kind && '.'}${name}`;

function model(elements: readonly Part[]): ScopeFault | { bearer: BearerRequest; names: readonly string[] } {
  const types = new Set(elements.map(({ kind }) => kind || 'Per'));
  const ids = new Set(elements.map(({ id }) => id));
  if (types.size > 1) return 'different_bearer_types';
  if (ids.size > 1) return 'different_bearer_ids';
  const [first] = elements;
  const id = first?.id ? { id: first.id } : {};
  return { bearer: { ...bearers[first?.kind ?? ''], ...id }, names: [...new Set(elements.map(({ name }) => name))] };
}

/** A second reading, letter by letter, of whether one element is well formed: no regular expression. */
function isWellFormed(text: string): boolean {
  const segments = text.split('.');
  const [bearer, ...rest] = segments.length === 4 ? segments : [undefined, ...segments];
  const isBetween = (letter: string, from: string, to: string): boolean => letter >= from && letter <= to;
  const isWord = (word: string): boolean =>
    word.length >= 3 &&
    word.length <= 64 &&
    isBetween(word.charAt(0), 'a', 'z') &&
    word.split('').every((letter) => isBetween(letter, 'a', 'z') || isBetween(letter, '0', '9') || letter === '_');
  const isId = (id: string): boolean =>
    id.length === 36 &&
    id.split('').every((letter, place) => {
      if ([8, 13, 18, 23].includes(place)) return letter === '-';
      return isBetween(letter, '0', '9') || isBetween(letter, 'a', 'f');
    });
  const [kind = '', id, ...more] = bearer?.split('/') ?? ['Per'];
  const isBearer = ['Per', 'Org', 'Per>Org'].includes(kind) && (id === undefined || isId(id)) && more.length === 0;
  const [app = '', name = '', permission = '', ...extra] = rest;
  return isBearer && isWord(app) && isWord(name) && ['r', 'w', 'rw'].includes(permission) && extra.length === 0;
}

const outcome = (text: string): unknown => {
  try {
    return parseBearerScopes(text);
  } catch (error) {
    return (error as { detail: { identifier: unknown } }).detail.identifier;
  }
};

describe('scopes with a bearer', () => {
  it.each<[string, BearerRequest]>([
    ['directory.person.r', { type: 'person' }],
    ['Per.directory.person.r', { type: 'person' }],
    [`Per/${ID}.directory.person.r`, { type: 'person', id: ID }],
    ['Org.directory.person.r', { type: 'organization' }],
    [`Org/${ID}.directory.person.r`, { type: 'organization', id: ID }],
    ['Per>Org.directory.person.r', { type: 'organization', onBehalfOf: true }],
    [`Per>Org/${ID}.directory.person.r`, { type: 'organization', onBehalfOf: true, id: ID }],
  ])('reads the bearer of %s', (text, bearer) => {
    expect(parseBearerScopes(text)).toEqual({ bearer, names: ['directory.person.r'] });
  });

  it.each(['', ' ', ',', ' , ,'])('reads %j as nothing, for a person', (text) => {
    expect(parseBearerScopes(text)).toEqual({ bearer: { type: 'person' }, names: [] });
  });

  it('T147 wants one type and one id of bearer, and agrees with a model', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(parts, separators), { maxLength: 12 }), (elements) => {
        const text = elements.map(([part, separator]) => written(part) + separator).join('');
        expect(outcome(text)).toEqual(model(elements.map(([part]) => part)));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, ScopeFault]>([
    ['directory.person.r,Org.directory.organization.r', 'different_bearer_types'],
    ['Org.directory.organization.r Per>Org.directory.organization.r', 'different_bearer_types'],
    [`Org/${ID}.directory.organization.r Org/${OTHER}.directory.organization.r`, 'different_bearer_ids'],
    [`Org.directory.organization.r Org/${ID}.directory.organization.r`, 'different_bearer_ids'],
    [`directory.person.r Per/${ID}.directory.person.r`, 'different_bearer_ids'],
  ])('T147 refuses %s: %s', (text, identifier) => {
    expect(() => parseBearerScopes(text)).toThrow(fault(identifier));
    expect(() => parseBearerScopes(text)).toThrow(new RegExp(`^${identifier}: `));
  });

  it.each([
    'directory.person.rw_evil',
    'Xdirectory.person.r',
    'directory.person.r\0',
    'directory.person.r\nOrg/..',
    'directory.person.r\nOrg.directory.organization.r',
    'directory.person.r\n',
    '\ndirectory.person.r',
    'Directory.person.r',
    'directory.person.R',
    'directory．person.r',
    'directory..person.r',
    'directory.person.r.',
    '.directory.person.r',
    'directory..r',
    'directory.person.x',
    'directory.person.',
    'directory.person',
    'directory.1person.r',
    'di.person.r',
    `${'d'.repeat(65)}.person.r`,
    'openid',
    '__proto__.constructor.r',
  ])('T143 refuses %j: anchored at both ends', (text) => {
    expect(() => parseBearerScopes(text)).toThrow(malformed);
    expect(() => parseBearerScopes(`directory.person.r,${text}`)).toThrow(malformed);
    expect(outcome('directory.person.r')).toMatchObject({ names: ['directory.person.r'] });
  });

  it.each([
    'Pers',
    'per',
    'ORG',
    'Organization',
    'Org>Per',
    'Per>Org>Per',
    'Per>',
    '>Org',
    'App',
    'constructor',
    'toString',
  ])('T146 knows no bearer %s', (bearer) => {
    expect(() => parseBearerScopes(`${bearer}.directory.person.r`)).toThrow(malformed);
    expect(() => parseBearerScopes(`${bearer}/${ID}.directory.person.r`)).toThrow(malformed);
  });

  it.each([
    ID.toUpperCase(),
    `{${ID}}`,
    `urn:uuid:${ID}`,
    ID.replace('-', '%2d'),
    `%2e%2e`,
    `..`,
    `${ID}0`,
    ` ${ID}`,
    `/${ID}`,
    `${ID}/`,
    `${ID}/${ID}`,
    ID.replaceAll('-', ''),
    'acme',
    '',
    ID.replace('0', '０'),
  ])('T150 accepts no other spelling of an id: %j', (id) => {
    for (const kind of ['Org', 'Per', 'Per>Org']) {
      expect(() => parseBearerScopes(`${kind}/${id}.directory.organization.r`)).toThrow(malformed);
      expect(parseBearerScopes(`${kind}/${ID}.directory.organization.r`).bearer.id).toBe(ID);
    }
  });

  it('T143 agrees with a reading letter by letter on generated text', () => {
    const letters = fc.constantFrom(...'Per>Org/abc019-_.rwx\n\tA é%'.split('').filter((letter) => letter !== ' '));
    const noise = fc.array(letters, { maxLength: 20 }).map((all) => all.join(''));
    const mutated = fc.tuple(parts, fc.nat(), letters, fc.boolean()).map(([part, at, letter, replaces]) => {
      const text = written(part);
      const place = at % (text.length + 1);
      return text.slice(0, place) + letter + text.slice(place + (replaces ? 1 : 0));
    });
    fc.assert(
      fc.property(fc.oneof(noise, mutated), (text) => {
        const expected = text === '' || isWellFormed(text);
        expect(outcome(text) !== 'malformed_scope').toBe(expected);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    'a11.person.r b22.person.r',
    'a11.person.r,b22.person.r',
    'a11.person.r , b22.person.r,',
    ' a11.person.r,,b22.person.r',
  ])('T158 separates by commas and spaces: %j', (text) =>
    expect(parseBearerScopes(text).names).toEqual(['a11.person.r', 'b22.person.r']),
  );

  it.each(['+', '%2C', '%20', '\t', '\n', '\r\n', ';', '|', '\u00a0', '\u2028', '，'])(
    'T158 separates by nothing else: %j',
    (separator) => {
      expect(() => parseBearerScopes(`a11.person.r${separator}b22.person.r`)).toThrow(malformed);
    },
  );

  it('T158 collapses duplicates, and bounds length and number in linear time', () => {
    const many = Array.from({ length: 101 }, (_, index) => `app_${index}.name.r`);
    expect(parseBearerScopes('abc.def.r '.repeat(800)).names).toEqual(['abc.def.r']);
    expect(parseBearerScopes(many.slice(1).join(',')).names).toHaveLength(100);
    expect(() => parseBearerScopes(many.join(','))).toThrow(malformed);
    expect(() => parseBearerScopes('abc.def.r,'.repeat(10_000))).toThrow(malformed);
    const evil = [`Org/${'0'.repeat(8_000)}`, 'a'.repeat(8_192), `${'a.'.repeat(4_096)}`, ','.repeat(1 << 20)];
    const time = processorTime(() => evil.forEach((text) => outcome(text)));
    expect(time).toBeLessThan(50);
  });
});
