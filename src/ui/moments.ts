import type { MomentView } from './views.js';

export interface MomentStyle {
  /** BCP 47 tag of a language that the pages speak. */
  readonly locale: string;
  /** IANA time zone; UTC where it is absent or unknown. */
  readonly timeZone?: string;
  /** Milliseconds: the moment of the request. */
  readonly now: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 minutes ago" within a week. */
export function relativeMoment(at: number, style: MomentStyle): MomentView {
  const age = Math.max(0, style.now - at);
  if (age >= 7 * DAY) return dateOf(at, style);
  const format = new Intl.RelativeTimeFormat(style.locale, { numeric: 'auto' });
  const [unit, size]: [Intl.RelativeTimeFormatUnit, number] =
    age < MINUTE ? ['second', Infinity] : age < HOUR ? ['minute', MINUTE] : age < DAY ? ['hour', HOUR] : ['day', DAY];
  return { ...dateOf(at, style), text: format.format(-Math.floor(age / size), unit) };
}

/** "22 November 2026", with the time of day in `exact`. */
export function dateOf(at: number, { locale, timeZone }: MomentStyle): MomentView {
  const moment = new Date(at);
  const zone = { timeZone: isTimeZone(timeZone) ? timeZone : 'UTC' };
  const date = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...zone, dateStyle: 'long' });
  const exact = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    ...zone,
    dateStyle: 'long',
    timeStyle: 'long',
  });
  return { text: date.format(moment), exact: exact.format(moment), iso: moment.toISOString() };
}

function isTimeZone(name: string | undefined): name is string {
  return name !== undefined && timeZones().includes(name);
}

/** IANA names, as this Node.js knows them. */
export function timeZones(): readonly string[] {
  return (zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]);
}

let zones: readonly string[] | undefined;
