import { AuthError, type ErrorCode } from '../../core/errors.js';
import type { OperatorErrorName, OperatorProblem } from './operator-views.js';

/** A form that was refused, and how the answer is marked. */
export interface OperatorRefusal extends OperatorProblem {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

const BY_CODE: Partial<Record<ErrorCode, OperatorErrorName>> = {
  conflict: 'changedMeanwhile',
  rate_limited: 'rateLimited',
  invalid_input: 'checkFields',
  csrf_failed: 'formExpired',
  temporarily_unavailable: 'temporarilyUnavailable',
};

/** What is refused by the names of the settings, and the field of the form that says it. */
const FIELDS: Readonly<Record<string, readonly [field: string, error: OperatorErrorName]>> = {
  name: ['name', 'invalidName'],
  title: ['title', 'invalidTitle'],
  accessTokenLifetime: ['access_token_lifetime', 'invalidLifetime'],
  passwordTokenLifetime: ['password_token_lifetime', 'invalidLifetime'],
  accessTokenFormat: ['access_token_format', 'invalidChoice'],
  algorithm: ['algorithm', 'invalidChoice'],
  requirePkce: ['require_pkce', 'invalidChoice'],
  signUp: ['sign_up', 'invalidChoice'],
  locale: ['locale', 'invalidChoice'],
  passwordMinimumLength: ['password_minimum', 'invalidPasswordMinimum'],
  allowedOrigins: ['allowed_origins', 'invalidOrigins'],
  'branding.name': ['branding_name', 'invalidBrandName'],
  'branding.colour': ['branding_colour', 'invalidColour'],
  'branding.logo': ['branding_logo', 'invalidLogo'],
  social: ['social_providers', 'invalidProviders'],
  confirm: ['confirm', 'wrongName'],
};

/** Our sentences, never the error's own text. @throws what no form can say */
export function operatorRefusal(thrown: unknown): OperatorRefusal {
  if (!(thrown instanceof AuthError)) throw thrown;
  const { code, status, detail } = thrown;
  const error = BY_CODE[code];
  if (error === undefined) throw thrown;
  const fields = Object.keys(detail.fields ?? {}).flatMap((name) => (FIELDS[name] ? [FIELDS[name]] : []));
  return { error, status, retryAfter: detail.retryAfter, fields: Object.fromEntries(fields) };
}
