import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { AuthError, type ErrorCode } from '../../core/errors.js';

const text = { type: 'string' };

/** RFC 9457, with a stable code and the id under which the log knows the request. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: text,
    detail: text,
    requestId: text,
    fields: { type: 'object', additionalProperties: text, description: 'Which inputs were wrong, by their names' },
  },
};

/** Documents the errors of a route that answers with problem+json: `@Refuses('invalid_session', 'not_found')`. */
export function Refuses(...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = new AuthError(code, '');
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(
    ...[...byStatus].map(([status, names]) =>
      ApiResponse({
        status,
        description: names.map((name) => `\`${name}\``).join(', '),
        content: { 'application/problem+json': { schema: PROBLEM } },
      }),
    ),
  );
}
