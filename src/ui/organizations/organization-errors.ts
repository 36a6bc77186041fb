import type { ErrorCode } from '../../core/errors.js';
import { refusedForm, type RefusedForm } from '../form-refusal.js';
import type { OrganizationErrorName } from './organization-views.js';

export type OrganizationRefusal = RefusedForm<OrganizationErrorName>;

const BY_CODE: Partial<Record<ErrorCode, OrganizationErrorName>> = {
  conflict: 'changedMeanwhile',
  invalid_scope: 'changedMeanwhile',
  not_found: 'gone',
  rate_limited: 'rateLimited',
  invalid_input: 'invalidInput',
  csrf_failed: 'formExpired',
  temporarily_unavailable: 'temporarilyUnavailable',
};

/** Where more can be said: by code and field. */
const BY_FIELD: Readonly<Record<string, OrganizationErrorName>> = {
  'conflict.name': 'nameTaken',
  'conflict.email': 'alreadyMember',
  'invalid_input.name': 'invalidName',
  'invalid_input.countryCode': 'invalidCountry',
  'invalid_input.email': 'invalidEmail',
  'invalid_input.roles': 'noRoles',
  'invalid_input.scope': 'noScopes',
  'invalid_input.confirmation': 'otherName',
};

/**
 * One of our sentences, never the error's own text.
 * @param onConflict what a conflict without a field means for this form
 * @throws what no form can say: that it is not among the person's rights, first of all
 */
export function organizationRefusal(thrown: unknown, onConflict = BY_CODE.conflict): OrganizationRefusal {
  return refusedForm(thrown, { byCode: { ...BY_CODE, conflict: onConflict }, byField: BY_FIELD });
}
