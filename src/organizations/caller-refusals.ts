import type { ErrorCode } from '../core/errors.js';

/** How every route here may refuse a caller who only looks. */
export const READ_REFUSALS: readonly ErrorCode[] = [
  'credentials_required',
  'invalid_session',
  'invalid_token',
  'invalid_api_key',
  'insufficient_scope',
  'forbidden',
  'not_found',
  'unknown_instance',
  'rate_limited',
  'temporarily_unavailable',
];

/** And one who changes something. */
export const WRITE_REFUSALS: readonly ErrorCode[] = ['invalid_input', 'csrf_failed', ...READ_REFUSALS];
