const MINUTE = 60_000;

/** ISO 8601 with milliseconds of a moment (milliseconds): in UTC, or as the clocks of a time zone show it, with their offset. */
export function timeIn(zone: string | undefined, moment: number): string {
  const offset = zone === undefined ? 0 : offsetOf(zone, moment);
  if (offset === 0) return new Date(moment).toISOString();
  const minutes = Math.abs(offset);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return new Date(moment + offset * MINUTE).toISOString().replace('Z', `${offset < 0 ? '-' : '+'}${hours}:${rest}`);
}

/** Minutes east of Greenwich. */
function offsetOf(zone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
