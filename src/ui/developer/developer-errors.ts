import type { ErrorCode } from '../../core/errors.js';
import { refusedForm, type RefusedForm } from '../form-refusal.js';
import type { DeveloperErrorName } from './developer-views.js';

export type DeveloperRefusal = RefusedForm<DeveloperErrorName>;

const BY_CODE: Partial<Record<ErrorCode, DeveloperErrorName>> = {
  conflict: 'changedMeanwhile',
  invalid_scope: 'unknownScope',
  invalid_redirect_uri: 'invalidRedirectUri',
  rate_limited: 'rateLimited',
  invalid_input: 'invalidInput',
  csrf_failed: 'formExpired',
  temporarily_unavailable: 'temporarilyUnavailable',
};

/** Where more can be said: by code and field. */
const BY_FIELD: Readonly<Record<string, DeveloperErrorName>> = {
  'conflict.name': 'nameTaken',
  'conflict.audience': 'audienceTaken',
  'invalid_input.name': 'invalidName',
  'invalid_input.title': 'invalidTitle',
  'invalid_input.description': 'invalidDescription',
  'invalid_input.logoUrl': 'invalidLogo',
  'invalid_input.entryPoint': 'invalidEntryPoint',
  'invalid_input.audience': 'invalidAudience',
  'invalid_input.bearers': 'noBearers',
  'invalid_input.clientName': 'invalidClientName',
  'invalid_input.redirectUris': 'invalidRedirectUri',
  'invalid_input.url': 'invalidWebhook',
};

/** One of our sentences, never the error's own text. @throws what no form can say */
export function developerRefusal(thrown: unknown): DeveloperRefusal {
  return refusedForm(thrown, { byCode: BY_CODE, byField: BY_FIELD });
}
