import { applyDecorators, type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { AuthError, ErrorCode } from '../../core/errors.js';
import { describeRefusals } from './refusal-advice.js';
import { refusalOf } from './refusal.js';
import { writeRefusal } from './refusal-writer.js';

/** One input that is not valid. */
interface Issue {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

export interface FirstPartyError {
  /** The sentence that people are shown. */
  readonly error: string;
  readonly code: ErrorCode;
  readonly requestId: string;
  readonly issues?: readonly Issue[];
}

/** `@UseFilters(FirstPartyErrorFilter)`: `{ error, code }`, as the product's own front end reads it. */
@Catch()
export class FirstPartyErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(refusalOf(thrown), host);
  }

  /** For a surface with words of its own. */
  protected answer(refusal: AuthError, host: ArgumentsHost): void {
    writeRefusal(host, refusal, ({ requestId }) => ({
      mediaType: 'application/json; charset=utf-8',
      body: firstPartyErrorOf(refusal, requestId),
    }));
  }
}

export function firstPartyErrorOf({ code, description, detail }: AuthError, requestId: string): FirstPartyError {
  if (code !== 'invalid_input' || !detail.fields) return { error: description, code, requestId };
  const issues = Object.entries(detail.fields).map(([field, message]) => ({
    ...{ code: 'invalid', path: field.split('.'), message },
  }));
  return { error: 'Validation error', code, requestId, issues };
}

const text = { type: 'string' };
const ISSUE = {
  type: 'object',
  required: ['code', 'path', 'message'],
  properties: { code: text, path: { type: 'array', items: text }, message: text },
};
const SCHEMA = {
  type: 'object',
  required: ['error', 'code', 'requestId'],
  properties: { error: text, code: text, requestId: text, issues: { type: 'array', items: ISSUE } },
};

/** Documents the errors of a route with that filter. */
export function RefusesFirstParty(...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator {
  const responses = describeRefusals(codes).map(({ status, description, first, advice }) => {
    const example = { error: advice, code: first, requestId: '06S_j83IpxnDGmeF' };
    return ApiResponse({ status, description, content: { 'application/json': { schema: SCHEMA, example } } });
  });
  return applyDecorators(...responses);
}
