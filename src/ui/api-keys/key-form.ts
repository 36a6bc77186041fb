import type { ApiKeyTerms } from '../../api-keys/index.js';
import { invalidInput } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import { parseScope } from '../../core/scope.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days that a new key is for, as the page offers them. */
export const EXPIRIES = ['30', '90', '365', 'never'] as const;
/** Hours that the key before may stay valid, as the page offers them. */
export const OVERLAPS = ['0', '1', '24', '168'] as const;

/** What a new key is for, as its form says. @throws invalid_input */
export function termsOf(form: Parameters, now: number): ApiKeyTerms {
  const scope = parseScope(form.get('scope'));
  const isLimited = (form.get('access') ?? 'some') === 'some';
  if (isLimited && scope.size === 0) throw wrong('scopes');
  return {
    name: (form.get('name') ?? '').trim(),
    scope: isLimited ? scope : undefined,
    expiresAt: expiryIn(form, now),
    allowedIps: [...new Set((form.get('allowed_ips') ?? '').split(/[\s,]+/).filter((range) => range !== ''))],
  };
}

/** Milliseconds. @throws invalid_input */
export function overlapIn(form: Parameters): number {
  const hours = OVERLAPS.find((choice) => choice === (form.get('overlap') ?? '0'));
  if (hours === undefined) throw wrong('overlap');
  return Number(hours) * HOUR;
}

function expiryIn(form: Parameters, now: number): number | undefined {
  const days = EXPIRIES.find((choice) => choice === (form.get('expiry') ?? 'never'));
  if (days === undefined) throw wrong('expiresAt');
  return days === 'never' ? undefined : now + Number(days) * DAY;
}

function wrong(field: string): Error {
  return invalidInput('the API key can not be like this', { fields: { [field]: 'is not valid' } });
}
