import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '../../core/errors.js';
import { AuthError, temporarilyUnavailable } from '../../core/errors.js';
import { isDatabaseUnavailable } from '../database-error.js';

/** What the framework refuses by itself, before a handler of ours is reached. */
const FRAMEWORK: ReadonlyMap<number, readonly [ErrorCode, string]> = new Map([
  [401, ['credentials_required', 'credentials are required']],
  [403, ['forbidden', 'this is not allowed']],
  [404, ['not_found', 'there is nothing here']],
  [405, ['method_not_allowed', 'this method is not allowed here']],
  [413, ['payload_too_large', 'the body is too large']],
  [415, ['unsupported_media_type', 'the media type is not supported']],
  [429, ['rate_limited', 'too many requests']],
  [503, ['temporarily_unavailable', 'the service is not available at the moment']],
]);

const MALFORMED = ['invalid_request', 'the request is malformed'] as const;
const FAILED = ['server_error', 'something went wrong on our side'] as const;

/** Whatever was thrown, as the refusal it amounts to. What is not foreseen becomes `server_error` with the thrown thing as cause. */
export function refusalOf(thrown: unknown): AuthError {
  if (thrown instanceof AuthError) return thrown;
  if (thrown instanceof HttpException) return frameworkRefusal(thrown);
  if (isDatabaseUnavailable(thrown))
    return temporarilyUnavailable('the service is not available at the moment', { retryAfter: 1, cause: thrown });
  return new AuthError(...FAILED, { cause: thrown });
}

function frameworkRefusal(thrown: HttpException): AuthError {
  const status = thrown.getStatus();
  const [code, description] = FRAMEWORK.get(status) ?? (status >= 500 ? FAILED : MALFORMED);
  return new AuthError(code, description, { cause: thrown });
}
