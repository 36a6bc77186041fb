import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import { type AuthError, credentialsRequired, type ErrorCode, invalidToken } from '../../../core/errors.js';
import { Clock, contextOf, HttpReply, type RequestContext } from '../../../platform/index.js';
import type { NativeReply } from '../../../platform/http/http-reply.js';
import { refusalOf } from '../../../platform/http/refusal.js';
import { writeRefusal } from '../../../platform/http/refusal-writer.js';
import { openToAnyOrigin } from './directory-origin.js';
import { directoryRefusalOf } from './directory-refusal.js';

/** What a caller without an Authorization header hears about a cookie that happened to come along. */
const ABOUT_CREDENTIALS: ReadonlySet<ErrorCode> = new Set([
  ...(['credentials_required', 'invalid_session', 'forbidden', 'csrf_failed'] as const),
]);

/** `{"errors":[…]}`, as the directory's clients read it. */
@Catch()
@Injectable()
export class DirectoryErrorFilter implements ExceptionFilter {
  constructor(private readonly clock: Clock) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const refusal = asPresented(refusalOf(thrown), contextOf(http.getRequest<object>()));
    const reply = new HttpReply(http.getResponse<NativeReply>());
    openToAnyOrigin(reply);
    const { retryAfter } = refusal.detail;
    if (retryAfter !== undefined) reply.header('ratelimit-reset', String(this.momentAfter(retryAfter)));
    writeRefusal(host, refusal, () => {
      const { status, errors } = directoryRefusalOf(refusal);
      return { status, mediaType: 'application/json; charset=utf-8', body: { errors } };
    });
  }

  /** Seconds since 1970. */
  private momentAfter(seconds: number): number {
    return Math.ceil(this.clock.now() / 1_000 + seconds);
  }
}

/** A cookie is no credential here: with it alone, no token was passed. What came and is none is a wrong one. */
function asPresented(refusal: AuthError, { headers }: RequestContext): AuthError {
  const { code, detail } = refusal;
  if (headers.authorization !== undefined) {
    return code === 'credentials_required' ? invalidToken('the token is not valid', detail) : refusal;
  }
  return ABOUT_CREDENTIALS.has(code) ? credentialsRequired('no access token was passed', detail) : refusal;
}
