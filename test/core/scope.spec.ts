import fc from 'fast-check';
import {
  covers,
  EMPTY_SCOPE,
  expand,
  formatScope,
  intersect,
  narrow,
  parseScope,
  type Scope,
  union,
} from '../../src/core/scope.js';
import { processorTime } from './processor-time.js';
import { refusal } from './refusal.js';

const NAMES = ['a.r', 'a.w', 'a.rw', 'b.c.r', 'b.c.w', 'b.c.rw', 'openid', 'r', '.rw', 'a.rw_evil'];
const scopes = fc.subarray(NAMES).map((names): Scope => new Set(names));
const sorted = (scope: Scope): string[] => [...scope].sort();

/** The model: a scope as a membership function over the names, and expansion as a fixed point of its two rules. */
const members = (holds: (name: string) => boolean): string[] => NAMES.filter(holds).sort();
function closure(scope: Scope): string[] {
  const names = [...scope];
  for (let before = -1; before !== names.length;) {
    before = names.length;
    for (const stem of ['a', 'b.c', 'a.rw_evil', '']) {
      const has = (permission: string): boolean => names.includes(`${stem}.${permission}`);
      const wanted = stem === '' ? [] : has('rw') ? ['r', 'w'] : has('r') && has('w') ? ['rw'] : [];
      for (const permission of wanted) if (!has(permission)) names.push(`${stem}.${permission}`);
    }
  }
  return names.sort();
}

describe('the scope parameter', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['   ', []],
    ['openid', ['openid']],
    ['b a b', ['b', 'a']],
    [' a  b ', ['a', 'b']],
    [
      'Org/0190a8f0-0000-7000-8000-000000000000.directory.person.r',
      ['Org/0190a8f0-0000-7000-8000-000000000000.directory.person.r'],
    ],
  ])('reads %j as %j (RFC 6749 §3.3)', (text, names) => {
    expect([...parseScope(text)]).toEqual(names);
  });

  it('accepts exactly the characters of a scope-token (RFC 6749 §3.3)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x2ff }), (point) => {
        const text = `a${String.fromCharCode(point)}b`;
        const allowed = point === 0x21 || (point >= 0x23 && point <= 0x5b) || (point >= 0x5d && point <= 0x7e);
        if (point === 0x20) expect([...parseScope(text)]).toEqual(['a', 'b']);
        else if (allowed) expect([...parseScope(text)]).toEqual([text]);
        else expect(() => parseScope(text)).toThrow(refusal('invalid_scope'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('formats what it has read, in the order of asking', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[!#-[\]-~]{1,20}$/), { maxLength: 100 });
    fc.assert(fc.property(names, (list) => expect(formatScope(parseScope(list.join(' ')))).toBe(list.join(' '))));
  });

  it('T158: only spaces separate, and duplicates collapse', () => {
    expect([...parseScope('a,b')]).toEqual(['a,b']);
    expect([...parseScope('a+b a%2Cb')]).toEqual(['a+b', 'a%2Cb']);
    expect([...parseScope('a a a b')]).toEqual(['a', 'b']);
    for (const separator of ['\t', '\n', '\r\n', '\u00a0']) {
      expect(() => parseScope(`a${separator}b`)).toThrow(refusal('invalid_scope'));
    }
  });

  it('T158: takes 100 names and 4,096 characters, and refuses more in under 50 ms', () => {
    const list = (count: number): string => Array.from({ length: count }, (_, index) => `n${index}`).join(' ');
    expect(parseScope(list(100)).size).toBe(100);
    expect(parseScope('a'.repeat(4_096)).size).toBe(1);
    const spent = processorTime(() => {
      for (const text of [list(101), 'a'.repeat(4_097), list(10_000), 'a '.repeat(500_000), ' '.repeat(1_000_000)]) {
        expect(() => parseScope(text)).toThrow(refusal('invalid_scope'));
      }
    });
    expect(spent).toBeLessThan(50);
  });

  const allowed = expand(parseScope('directory.person.rw'));

  it('T143: a permission is granted by its exact name', () => {
    expect([...narrow(allowed, parseScope('directory.person.r'))]).toEqual(['directory.person.r']);
  });

  it.each([
    'directory.person.rw_evil',
    'xdirectory.person.r',
    'directory.person.r%00',
    'directory.person.r\0',
    'directory.person.r\nOrg/0190a8f0-0000-7000-8000-000000000000.directory.person.r',
    'Directory.Person.R',
    'directory\uff0eperson.r',
    'directory..person.r',
    'directory.person.r.',
    'directory..r',
    'directory.person.x',
    'directory.person.',
    'directory.person',
  ])('T143: refuses %j', (text) => {
    expect(() => narrow(allowed, parseScope(text))).toThrow(refusal('invalid_scope'));
  });
});

describe('the algebra of scopes', () => {
  it('covers, intersects and unites as sets do', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        expect(covers(a, b)).toBe(NAMES.every((name) => a.has(name) || !b.has(name)));
        expect(sorted(intersect(a, b))).toEqual(members((name) => a.has(name) && b.has(name)));
        expect(sorted(union(a, b))).toEqual(members((name) => a.has(name) || b.has(name)));
      }),
    );
  });

  it('narrows to what was asked for, to everything when nothing was, and never to more', () => {
    fc.assert(
      fc.property(scopes, scopes, (allowed, requested) => {
        if (!covers(allowed, requested)) {
          expect(() => narrow(allowed, requested)).toThrow(refusal('invalid_scope'));
        } else {
          const granted = narrow(allowed, requested);
          expect(sorted(granted)).toEqual(sorted(requested.size === 0 ? allowed : requested));
          expect(covers(allowed, granted)).toBe(true);
        }
      }),
    );
  });

  it('expands to the closure: rw is r and w, and these two are rw', () => {
    fc.assert(fc.property(scopes, (scope) => expect(sorted(expand(scope))).toEqual(closure(scope))));
  });

  it('expands without losing anything, once and for all, and monotonously', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        expect(covers(expand(a), a)).toBe(true);
        expect(sorted(expand(expand(a)))).toEqual(sorted(expand(a)));
        expect(covers(expand(union(a, b)), union(expand(a), expand(b)))).toBe(true);
      }),
    );
  });

  it('changes no scope that it was given', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const before = [sorted(a), sorted(b)];
        [expand(a), union(a, b), intersect(a, b)].forEach((result) => expect(result).not.toBe(a));
        expect([sorted(a), sorted(b)]).toEqual(before);
      }),
    );
    expect(EMPTY_SCOPE.size).toBe(0);
  });
});
