import { invalidInput } from '../core/errors.js';
import { isPrintableName } from '../core/text.js';
import { AddressRanges } from '../platform/index.js';
import type { ApiKeyChange } from './api-key.js';

const LONGEST_NAME = 100;
const MOST_RANGES = 50;
/** Requests a minute. */
export const DEFAULT_RATE_LIMIT = 6_000;
export const HIGHEST_RATE_LIMIT = 60_000;

/** @throws invalid_input naming what is wrong */
export function assertTerms({ name, expiresAt, allowedIps = [], rateLimit }: ApiKeyChange, now: number): void {
  if (name !== undefined && (name.length > LONGEST_NAME || !isPrintableName(name))) {
    throw wrong('name', 'use 1 to 100 printable characters');
  }
  if (typeof expiresAt === 'number' && !(expiresAt > now)) throw wrong('expiresAt', 'must lie in the future');
  if (allowedIps.length > MOST_RANGES || !isSound(allowedIps)) {
    throw wrong('allowedIps', `at most ${MOST_RANGES} IP addresses and networks in CIDR notation`);
  }
  const isSoundRate = typeof rateLimit !== 'number' || (rateLimit >= 1 && rateLimit <= HIGHEST_RATE_LIMIT);
  if (!isSoundRate) throw wrong('rateLimit', `1 to ${HIGHEST_RATE_LIMIT} requests a minute`);
}

function isSound(ranges: readonly string[]): boolean {
  try {
    // The one way to tell what a range is, and the one that decides when the key is used.
    new AddressRanges(ranges);
    return true;
  } catch {
    return false;
  }
}

function wrong(field: string, reason: string): Error {
  return invalidInput('the API key can not be like this', { fields: { [field]: reason } });
}
