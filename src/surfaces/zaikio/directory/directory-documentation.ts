import { applyDecorators, Header, type Type, UseFilters } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthError, type ErrorCode } from '../../../core/errors.js';
import { describeRefusals } from '../../../platform/index.js';
import { DirectoryErrorFilter } from './directory-error.filter.js';
import { OPEN_TO_ANY_ORIGIN } from './directory-origin.js';
import { directoryRefusalOf } from './directory-refusal.js';

const CODES = { type: 'array', items: { type: 'string' } };
const BY_FIELD = { type: 'object', additionalProperties: CODES };

/** Whatever is asked, the instance may be missing or the server busy. */
export const ALWAYS: readonly ErrorCode[] = ['unknown_instance', 'temporarily_unavailable'];
export const BEARER_REFUSALS: readonly ErrorCode[] = [
  ...(['credentials_required', 'invalid_token', 'invalid_api_key', 'insufficient_scope', 'forbidden'] as const),
  ...(['invalid_request', 'rate_limited'] as const),
  ...ALWAYS,
];
export const INPUT_REFUSALS: readonly ErrorCode[] = ['invalid_input', 'payload_too_large', 'unsupported_media_type'];
export const CLIENT_REFUSALS: readonly ErrorCode[] = [
  ...(['credentials_required', 'invalid_client', 'forbidden', 'invalid_request', 'rate_limited'] as const),
  ...ALWAYS,
];

/** For the whole controller: its place in the documentation, and its refusals in the directory's words. */
export function DirectoryApi(): ClassDecorator {
  return applyDecorators(ApiTags('Directory API'), UseFilters(DirectoryErrorFilter));
}

/** For each route: what it is for and how it refuses; scripts of any page may read the answer. */
export function Answers(summary: string, ...refusals: readonly ErrorCode[]): MethodDecorator {
  const headers = OPEN_TO_ANY_ORIGIN.map(([name, value]) => Header(name, value));
  return applyDecorators(ApiOperation({ summary }), ...refusalsOf(refusals), ...headers);
}

/** A list in pages, which the headers tell about. */
export function AnswersPages(type: Type): MethodDecorator {
  const number = { type: 'integer' as const, minimum: 1 };
  const counted = Object.fromEntries(
    ['Current-Page', 'Total-Count', 'Total-Pages'].map((name) => [name, { schema: { type: 'integer' as const } }]),
  );
  const link = { description: 'The other pages (RFC 8288)', schema: { type: 'string' as const } };
  return applyDecorators(
    ApiQuery({ name: 'page', required: false, schema: { ...number, default: 1 } }),
    ApiQuery({ name: 'per_page', required: false, schema: { ...number, maximum: 100, default: 100 } }),
    ApiOkResponse({ type: [type], headers: { ...counted, Link: link } }),
  );
}

/** A body whose members may stand in `root`; what it does not name is not looked at. */
export function TakesBody(type: Type, root: string): MethodDecorator {
  return applyDecorators(
    ApiBody({ type, required: false, description: `May be wrapped: \`{"${root}":{…}}\`. Other members are ignored.` }),
  );
}

export const Conditional = (): MethodDecorator => ApiHeader({ name: 'If-None-Match', required: false });

function refusalsOf(codes: readonly ErrorCode[]): MethodDecorator[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = directoryRefusalOf(new AuthError(code, ''));
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, among]) => {
    const description = describeRefusals(among)
      .map((described) => described.description)
      .join('\n\n');
    const [first = 'server_error'] = among;
    const { errors } = directoryRefusalOf(new AuthError(first, 'is not valid'));
    const schema = { type: 'object', required: ['errors'], properties: { errors: status === 422 ? BY_FIELD : CODES } };
    return ApiResponse({ status, description, content: { 'application/json': { schema, example: { errors } } } });
  });
}
