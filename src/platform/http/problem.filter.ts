import { STATUS_CODES } from 'node:http';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, NotFoundException } from '@nestjs/common';
import { AuthError } from '../../core/errors.js';
import type { NativeReply } from './http-reply.js';
import { refusalOf } from './refusal.js';
import { writeRefusal } from './refusal-writer.js';
import { contextOf } from './request-context.js';

/** Tells which methods a path has; none when there is no such path. */
export type AllowedMethods = (path: string) => readonly string[];

/**
 * Every refusal as `application/problem+json` (RFC 9457): `type` is `about:blank`, so `title` is the status's phrase and the stable
 * `code` says what it is (§4.2.1). Never a stack, a cause, or the text of an error that was not foreseen.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly allowedMethods: AllowedMethods = () => []) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const refusal = this.wrongMethod(thrown, host) ?? refusalOf(thrown);
    writeRefusal(host, refusal, ({ requestId }) => ({
      mediaType: 'application/problem+json',
      body: problemOf(refusal, requestId),
    }));
  }

  /** Only the router throws this class: then the path may still exist with another method (RFC 9110 §15.5.6). */
  private wrongMethod(thrown: unknown, host: ArgumentsHost): AuthError | undefined {
    if (!(thrown instanceof NotFoundException)) return undefined;
    const allowed = this.allowedMethods(contextOf(host.switchToHttp().getRequest<object>()).path);
    if (allowed.length === 0) return undefined;
    host.switchToHttp().getResponse<NativeReply>().header('allow', allowed.join(', '));
    return new AuthError('method_not_allowed', 'this method is not allowed here');
  }
}

export function problemOf({ status, code, description, detail }: AuthError, requestId: string): object {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    code,
    detail: description,
    requestId,
    fields: detail.fields,
  };
}
