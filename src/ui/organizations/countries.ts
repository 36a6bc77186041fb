import type { Locale } from '../texts/texts.js';
import type { CountryChoice } from './organization-views.js';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Regions that have a name and a code but are no country of ISO 3166-1: unions, islands with reserved codes, test regions. */
const NO_COUNTRIES: ReadonlySet<string> = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' '));

const lists = new Map<Locale, readonly CountryChoice[]>();

/** Countries by name in a language, as this Node.js knows them; a code that is stored and unknown stands first. */
export function countriesIn(locale: Locale, stored = ''): readonly CountryChoice[] {
  const known = lists.get(locale) ?? namedIn(locale);
  lists.set(locale, known);
  return stored === '' || known.some(({ code }) => code === stored)
    ? known
    : [{ code: stored, name: stored }, ...known];
}

export function countryName(locale: Locale, code = ''): string {
  return countriesIn(locale, code).find((country) => country.code === code)?.name ?? '';
}

function namedIn(locale: Locale): readonly CountryChoice[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCurrent);
  const countries = codes.flatMap((code) => {
    const name = names.of(code);
    return name === undefined ? [] : [{ code, name }];
  });
  return countries.sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** Codes that were given up stand for their successors (BCP 47): such as `DD` for `DE`. */
function isCurrent(code: string): boolean {
  return !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code;
}
