import type { ErrorCode } from '../core/errors.js';
import { refusedForm, type RefusedForm } from './form-refusal.js';
import type { ErrorName, RefusalName } from './views.js';

export type FormRefusal = RefusedForm<ErrorName>;

/** Refusals after which the same form is shown again. */
const FORM_ERRORS: Partial<Record<ErrorCode, ErrorName>> = {
  invalid_login: 'invalidLogin',
  otp_required: 'invalidOtp',
  invalid_otp: 'invalidOtp',
  rate_limited: 'rateLimited',
  weak_password: 'weakPassword',
  conflict: 'invalidInput',
  invalid_input: 'invalidInput',
  csrf_failed: 'formExpired',
  temporarily_unavailable: 'temporarilyUnavailable',
};

/** Where more can be said: by code and field. */
const FIELD_ERRORS: Readonly<Record<string, ErrorName>> = {
  'invalid_input.email': 'invalidEmail',
  'invalid_input.name': 'invalidName',
  'invalid_input.code': 'invalidCode',
  'invalid_input.otp': 'invalidOtp',
  'invalid_input.currentPassword': 'wrongPassword',
  'conflict.email': 'emailTaken',
  'conflict.name': 'nameTaken',
};

const REFUSALS: Readonly<Record<number, RefusalName>> = {
  403: 'forbidden',
  404: 'notFound',
  405: 'notFound',
  429: 'rateLimited',
  503: 'unavailable',
};

/** One of our sentences, never the error's own text: callers can shape that. @throws what no form can say */
export function formRefusal(thrown: unknown): FormRefusal {
  return refusedForm(thrown, { byCode: FORM_ERRORS, byField: FIELD_ERRORS });
}

/** The page for everything else. */
export function refusalName(code: ErrorCode, status: number): RefusalName {
  if (code === 'csrf_failed') return 'formExpired';
  return REFUSALS[status] ?? (status < 500 ? 'badRequest' : 'failed');
}
