import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { invalidRequest } from '../../core/errors.js';
import { contextOf, HttpReply, type RequestContext } from '../../platform/index.js';

/** What came to a route that takes bearer tokens, and where its answer goes. */
export class BearerRequest {
  constructor(
    readonly context: RequestContext,
    readonly reply: HttpReply,
    private readonly body: unknown,
  ) {}

  /**
   * A token is sent once, and in the header: URLs end up in logs (RFC 6750 §2, §5.3). One that comes in a second place is
   * refused rather than overlooked. @throws invalid_request
   */
  assertTokenInHeaderOnly(): void {
    const form = typeof this.body === 'string' ? this.body : '';
    const isElsewhere = [this.context.search, form].some((encoded) => new URLSearchParams(encoded).has('access_token'));
    if (isElsewhere) throw invalidRequest('send the access token in the Authorization header, and nowhere else');
  }
}

/** `@CurrentBearerRequest() request: BearerRequest`. */
export const CurrentBearerRequest = createParamDecorator((_: unknown, execution: ExecutionContext): BearerRequest => {
  const http = execution.switchToHttp();
  const request = http.getRequest<{ readonly body?: unknown }>();
  return new BearerRequest(contextOf(request), new HttpReply(http.getResponse()), request.body);
});
