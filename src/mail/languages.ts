import { english } from './english-words.js';
import { german } from './german-words.js';
import type { Language } from './wording.js';

const LANGUAGES: readonly Language[] = [english, german];

/** The first tag (BCP 47) that we write, whatever its region; English where there is none. */
export function languageOf(tags: readonly (string | undefined)[]): Language {
  const wanted = tags.map((tag) => tag?.split(/[-_]/)[0]?.toLowerCase());
  const found = wanted.flatMap((tag) => LANGUAGES.find(({ locale }) => locale === tag) ?? []);
  return found[0] ?? english;
}

const UNITS = [
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Milliseconds in words, in the largest unit that fits: `7 days`, `1 Stunde`. */
export function durationIn(locale: string, duration: number): string {
  const [unit, length] = UNITS.find(([, size]) => duration >= size && duration % size === 0) ?? UNITS[2];
  const count = Math.max(1, Math.floor(duration / length));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** `22 November 2026 at 12:00 UTC`; in UTC where the time zone is none. */
export function momentIn(locale: string, at: number, zoneinfo: string | undefined): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const options = { ...style, timeZoneName: 'short', timeZone: knownZone(zoneinfo) } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options).format(at);
}

function knownZone(zoneinfo = 'UTC'): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zoneinfo }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
