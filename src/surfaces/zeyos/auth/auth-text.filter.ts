import { STATUS_CODES } from 'node:http';
import { applyDecorators, type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { AuthError, type ErrorCode } from '../../../core/errors.js';
import { describeRefusals } from '../../../platform/index.js';
import { refusalOf } from '../../../platform/http/refusal.js';
import { writeRefusal } from '../../../platform/http/refusal-writer.js';
import { errorText } from '../../../platform/http/www-authenticate.js';

/** What the surface's clients know a refusal by; a second factor is told by its code, so that a program can ask for it. */
const SENTENCES: Partial<Record<ErrorCode, string>> = {
  invalid_login: 'Invalid credentials',
  invalid_token: 'Invalid bearer token',
  invalid_session: 'Invalid session',
  otp_required: 'otp_required: a code of the second factor is needed',
  invalid_otp: 'invalid_otp: the code of the second factor is not valid',
};

/** Refusals of somebody who has typed a password (RFC 7617 §2). */
const TYPED: readonly ErrorCode[] = ['invalid_login', 'otp_required', 'invalid_otp'];

/** `Unauthorized: Invalid credentials`, as plain text. */
@Catch()
export class AuthTextFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const refusal = withChallenge(refusalOf(thrown));
    writeRefusal(host, refusal, () => ({ mediaType: 'text/plain; charset=utf-8', body: sentenceOf(refusal) }));
  }
}

function withChallenge(refusal: AuthError): AuthError {
  if (!TYPED.includes(refusal.code)) return refusal;
  return new AuthError(refusal.code, refusal.description, { ...refusal.detail, challenge: 'Basic' });
}

function sentenceOf({ status, code, description }: AuthError): string {
  return `${STATUS_CODES[status]}: ${errorText(SENTENCES[code] ?? description)}`;
}

/** Documents the errors of a route with that filter. */
export function RefusesText(...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator {
  const responses = describeRefusals(codes).map(({ status, description, first, advice }) => {
    const example = `${STATUS_CODES[status]}: ${SENTENCES[first] ?? advice}`;
    return ApiResponse({
      status,
      description,
      content: { 'text/plain': { schema: { type: 'string' }, example } },
    });
  });
  return applyDecorators(...responses);
}
