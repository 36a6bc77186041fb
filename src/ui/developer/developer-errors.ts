import { AuthError, type ErrorCode } from '../../core/errors.js';
import type { DeveloperErrorName } from './developer-views.js';

/** A form that was refused, and how the answer is marked. */
export interface DeveloperRefusal {
  readonly error: DeveloperErrorName;
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

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
  if (!(thrown instanceof AuthError)) throw thrown;
  const { code, status, detail } = thrown;
  const [field = ''] = Object.keys(detail.fields ?? {});
  const error = BY_FIELD[`${code}.${field}`] ?? BY_CODE[code];
  if (error === undefined) throw thrown;
  return { error, status, retryAfter: detail.retryAfter };
}
