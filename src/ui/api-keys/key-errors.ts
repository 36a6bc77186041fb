import type { ErrorCode } from '../../core/errors.js';
import { refusedForm, type RefusedForm } from '../form-refusal.js';
import type { ApiKeyErrorName } from './key-views.js';

export type KeyRefusal = RefusedForm<ApiKeyErrorName>;

const BY_CODE: Partial<Record<ErrorCode, ApiKeyErrorName>> = {
  plan_limit_reached: 'planLimit',
  already_revoked: 'alreadyRevoked',
  conflict: 'changedMeanwhile',
  invalid_scope: 'invalidScope',
  invalid_input: 'invalidInput',
  rate_limited: 'rateLimited',
  csrf_failed: 'formExpired',
  temporarily_unavailable: 'temporarilyUnavailable',
};

/** Where more can be said: by code and field. */
const BY_FIELD: Readonly<Record<string, ApiKeyErrorName>> = {
  'conflict.id': 'madeAlready',
  'invalid_input.name': 'invalidName',
  'invalid_input.scopes': 'noScopes',
  'invalid_input.allowedIps': 'invalidRanges',
};

/** One of our sentences, never the error's own text. @throws what no form can say: that there is no such key, first of all */
export function keyRefusal(thrown: unknown): KeyRefusal {
  return refusedForm(thrown, { byCode: BY_CODE, byField: BY_FIELD });
}
