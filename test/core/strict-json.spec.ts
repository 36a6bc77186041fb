import fc from 'fast-check';
import { parseStrictJson } from '../../src/core/strict-json.js';

const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('strict JSON', () => {
  it.each([
    '',
    'null',
    '1',
    '"a"',
    '[]',
    '[{}]',
    'x',
    '{',
    '{}x',
    '{}{}',
    "{'a':1}",
    '{"a":1,}',
    '{"a":NaN}',
    '\ufeff{}',
    '{"a":"\n"}',
  ])('T132: refuses %j, which is not one object', (text) => {
    expect(parseStrictJson(text)).toBeUndefined();
  });

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"b":2,"a":3}',
    '{"a":1,"\\u0061":2}',
    '{"b":{"a":1,"a":2}}',
    '{"b":[{"a":1},{"a":1,"a":2}]}',
    '{"":1,"":2}',
    '{"\\"":1,"\\u0022":2}',
    '{"a":{"a":1},"a":2}',
  ])('T132: refuses repeated names: %s', (text) => {
    expect(parseStrictJson(text)).toBeUndefined();
  });

  it.each([
    '{"a":"\\"a\\":1,\\"a\\":2"}',
    '{"a":{"a":{"a":1}},"b":{"a":1}}',
    '{"a":["a","a",":","{"]}',
    '{"a":"}{","b":"]["}',
    ' { "a" : 1 } ',
  ])('is not deceived by %s', (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it('T132: takes a depth of 20 and refuses 21 and 10,000', () => {
    expect(parseStrictJson(nested(20))).toBeDefined();
    expect(parseStrictJson(nested(21))).toBeUndefined();
    expect(parseStrictJson(nested(10_000))).toBeUndefined();
  });

  it('reads inherited names as members', () => {
    const object = parseStrictJson('{"__proto__":{"a":1}}');
    expect(Object.keys(object ?? {})).toEqual(['__proto__']);
    expect(Object.hasOwn({}, 'a')).toBe(false);
  });

  it('agrees with JSON.parse on whatever an encoder wrote', () => {
    const objects = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 5 }));
    fc.assert(
      fc.property(objects, fc.nat(3), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses an object as soon as one of its members is there twice', () => {
    const members = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 3 })), {
      selector: ([name]) => name,
      minLength: 1,
    });
    const literal = ([name, value]: [string, unknown]): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    fc.assert(
      fc.property(members, fc.nat(), (list, index) => {
        const text = list.map(literal).join(',');
        expect(parseStrictJson(`{${text}}`)).toBeDefined();
        expect(parseStrictJson(`{${text},${literal(list[index % list.length] ?? ['', 0])}}`)).toBeUndefined();
      }),
    );
  });
});
