import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ErrorCode } from '../../core/errors.js';
import { describeRefusals } from '../../platform/index.js';
import { OAuthErrorDto } from './oauth.dto.js';

export interface ClientEndpointDescription {
  readonly body: Type;
  /** Request bodies by what they are for, as the explorer and client generators show them. */
  readonly examples: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly refusals: readonly ErrorCode[];
}

/** Whatever is asked, the request may be malformed, the client unknown, the instance missing or the server busy. */
const ALWAYS: readonly ErrorCode[] = [
  ...(['invalid_request', 'invalid_client', 'https_required', 'unknown_instance'] as const),
  ...(['payload_too_large', 'unsupported_media_type', 'rate_limited', 'temporarily_unavailable'] as const),
];

/** Documents an endpoint at which a client authenticates. */
export function ClientEndpoint({ body, examples, refusals }: ClientEndpointDescription): MethodDecorator {
  const named = Object.entries(examples).map(([name, value]) => [name, { summary: name, value }] as const);
  return applyDecorators(
    ApiTags('OAuth 2'),
    ApiSecurity('client'),
    ApiConsumes('application/x-www-form-urlencoded', 'application/json'),
    ApiBody({ type: body, examples: Object.fromEntries(named) }),
    OAuthRefuses(...ALWAYS, ...refusals),
  );
}

/** Documents the errors of a route that answers in the shape of RFC 6749 §5.2. */
export function OAuthRefuses(...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator {
  const responses = describeRefusals(codes).map(({ status, description, first, advice }) =>
    ApiResponse({ status, type: OAuthErrorDto, description, example: { error: first, error_description: advice } }),
  );
  return applyDecorators(...responses);
}
