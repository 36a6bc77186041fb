import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ErrorCode } from '../../core/errors.js';
import { describeRefusals } from './refusal-advice.js';

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

const EXAMPLE = { type: 'about:blank', requestId: '06S_j83IpxnDGmeF' };

/** Documents the errors of a route that answers with problem+json: `@Refuses('invalid_session', 'not_found')`. */
export function Refuses(...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator {
  const responses = describeRefusals(codes).map(({ status, description, first, advice }) => {
    const example = { ...EXAMPLE, title: STATUS_CODES[status], status, code: first, detail: advice };
    return ApiResponse({
      status,
      description,
      content: { 'application/problem+json': { schema: PROBLEM, example } },
    });
  });
  return applyDecorators(...responses);
}
