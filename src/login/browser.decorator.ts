import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { HttpReply, type NativeReply } from '../platform/http/http-reply.js';
import { contextOf, type NativeRequest, type RequestContext } from '../platform/http/request-context.js';

/** What came, and where the cookies of the answer go. */
export interface Browser {
  readonly context: RequestContext;
  readonly reply: HttpReply;
}

/** `@CurrentBrowser() browser: Browser`. */
export const CurrentBrowser = createParamDecorator((_: unknown, execution: ExecutionContext): Browser => {
  const http = execution.switchToHttp();
  return {
    context: contextOf(http.getRequest<NativeRequest>()),
    reply: new HttpReply(http.getResponse<NativeReply>()),
  };
});
