import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBasicAuth, ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OAuthErrorDto } from './oauth.dto.js';

/** Documents an endpoint at which a client authenticates, with the errors of RFC 6749 §5.2. */
export function ClientEndpoint(body: Type): MethodDecorator {
  return applyDecorators(
    ApiTags('OAuth 2'),
    ApiBasicAuth('client'),
    ApiConsumes('application/x-www-form-urlencoded', 'application/json'),
    ApiBody({ type: body }),
    ApiResponse({ status: 400, type: OAuthErrorDto, description: 'The request is refused; `error` says why' }),
    ApiResponse({ status: 401, type: OAuthErrorDto, description: '`invalid_client`' }),
    ApiResponse({ status: 413, type: OAuthErrorDto, description: 'The body is larger than 64 KB' }),
    ApiResponse({ status: 415, type: OAuthErrorDto, description: 'The body is neither a form nor JSON' }),
    ApiResponse({ status: 404, type: OAuthErrorDto, description: 'There is no such instance' }),
    ApiResponse({ status: 429, type: OAuthErrorDto, description: 'Too many wrong secrets; see `Retry-After`' }),
    ApiResponse({ status: 503, type: OAuthErrorDto, description: 'Try again; see `Retry-After`' }),
  );
}
