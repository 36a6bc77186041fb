import Bowser from 'bowser';

const UNKNOWN = 'Unknown device';

/** What a person recognises in a list: `Safari on iOS`. The header is the caller's own word. */
export function describeDevice(userAgent: string): string {
  if (userAgent === '') return UNKNOWN;
  const parser = Bowser.getParser(userAgent);
  const parts = [parser.getBrowserName(), parser.getOSName()].filter((part) => part !== '');
  return parts.length === 0 ? UNKNOWN : parts.join(' on ');
}
