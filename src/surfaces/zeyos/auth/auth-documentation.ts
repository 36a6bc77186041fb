import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiQuery, ApiSecurity } from '@nestjs/swagger';
import type { ErrorCode } from '../../../core/errors.js';
import { RefusesText } from './auth-text.filter.js';

const ALWAYS: readonly ErrorCode[] = [
  ...(['unknown_instance', 'https_required', 'rate_limited', 'temporarily_unavailable'] as const),
  ...(['invalid_request', 'payload_too_large', 'unsupported_media_type'] as const),
];

/** Documents a route that reads a form or JSON. */
function Reads(body: Type, required: boolean): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(body),
    ApiConsumes('application/x-www-form-urlencoded', 'application/json'),
    ApiBody({ type: body, required }),
  );
}

/** A route for name and password, by Basic unless they stand in the body. */
export const PasswordRoute = (body: Type, required = false): MethodDecorator =>
  applyDecorators(
    ...(required ? [] : [ApiSecurity('password')]),
    Reads(body, required),
    RefusesText(...ALWAYS, 'invalid_login', 'otp_required', 'invalid_otp', 'credentials_required', 'invalid_scope'),
    RefusesText('csrf_failed'),
  );

/** A route for name and password, or for the token itself. */
export const OwnTokenRoute = (body: Type): MethodDecorator =>
  applyDecorators(
    ApiSecurity('password'),
    ApiSecurity('token'),
    Reads(body, false),
    RefusesText(...ALWAYS, 'credentials_required', 'invalid_login', 'otp_required', 'invalid_otp', 'invalid_token'),
    RefusesText('forbidden'),
  );

/** A route for who is signed in. */
export const SignedInRoute = (...more: readonly ErrorCode[]): MethodDecorator =>
  applyDecorators(
    RefusesText('credentials_required', 'invalid_token', 'invalid_session', 'unknown_instance', 'invalid_request'),
    RefusesText('forbidden', 'insufficient_scope', 'https_required', ...more),
    RefusesText('temporarily_unavailable'),
  );

export const Flag = (name: string, description: string): MethodDecorator =>
  ApiQuery({ name, required: false, description, schema: { type: 'string', enum: ['0', '1'] } });
