import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { ErrorCode } from '../../core/errors.js';
import { AuthError } from '../../core/errors.js';
import { refusalOf } from './refusal.js';
import { type RefusalBody, writeRefusal } from './refusal-writer.js';
import { contextOf, type RequestContext } from './request-context.js';
import { errorText } from './www-authenticate.js';

/** Our own codes that have no name of their own in RFC 6749 §5.2, RFC 6750 §3.1 or their extensions. */
const ON_THE_WIRE: Partial<Record<ErrorCode, string>> = {
  credentials_required: 'invalid_request',
  forbidden: 'access_denied',
  not_found: 'invalid_request',
  unknown_instance: 'invalid_request',
  method_not_allowed: 'invalid_request',
  payload_too_large: 'invalid_request',
  unsupported_media_type: 'invalid_request',
  invalid_input: 'invalid_request',
  https_required: 'invalid_request',
  invalid_redirect_uri: 'invalid_request',
  invalid_login: 'invalid_grant',
  rate_limited: 'temporarily_unavailable',
};

export interface OAuthError {
  readonly error: string;
  readonly error_description: string;
}

/** RFC 6749 §5.2 */
export function oauthErrorOf({ code, description }: AuthError): OAuthError {
  return { error: ON_THE_WIRE[code] ?? code, error_description: errorText(description) };
}

/** `@UseFilters(OAuthErrorFilter)`: refusals as RFC 6749 §5.2 has them, `{ error, error_description }`, never stored. */
@Catch()
export class OAuthErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(thrown, host);
  }

  protected answer(thrown: unknown, host: ArgumentsHost): void {
    const refusal = withBasicChallenge(refusalOf(thrown), host);
    writeRefusal(host, refusal, (context) => this.render(refusal, context));
  }

  /** For the surface that says it in other words, or in another format. */
  protected render(refusal: AuthError, _context: RequestContext): RefusalBody {
    return { mediaType: 'application/json; charset=utf-8', body: oauthErrorOf(refusal) };
  }
}

/** A client that tried the Authorization header must be answered with its scheme (RFC 6749 §5.2, `invalid_client`). */
function withBasicChallenge(refusal: AuthError, host: ArgumentsHost): AuthError {
  if (refusal.code !== 'invalid_client' || refusal.detail.challenge !== undefined) return refusal;
  const { authorization } = contextOf(host.switchToHttp().getRequest<object>()).headers;
  if (authorization === undefined || !/^basic\b/i.test(authorization)) return refusal;
  return new AuthError(refusal.code, refusal.description, { ...refusal.detail, challenge: 'Basic' });
}
