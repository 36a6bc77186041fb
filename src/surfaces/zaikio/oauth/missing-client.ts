import { AuthError } from '../../../core/errors.js';

/** The clients of this surface know it as a 422, which no other refusal is. */
export const MISSING_CLIENT = 'missing_client';

export function missingClient(): AuthError {
  return new AuthError('invalid_request', 'The client ID parameter is missing', { identifier: MISSING_CLIENT });
}
