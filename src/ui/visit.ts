import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Parameters, parseParameters } from '../core/parameters.js';
import { contextOf, HttpReply, type RequestContext } from '../platform/index.js';
import type { NativeReply } from '../platform/http/http-reply.js';
import type { NativeRequest } from '../platform/http/request-context.js';

export type PageRequest = NativeRequest & { readonly body?: unknown; readonly params?: { readonly id?: string } };

/** One request for a page: what came, and where the answer goes. */
export class Visit {
  readonly context: RequestContext;
  readonly reply: HttpReply;

  constructor(
    private readonly request: PageRequest,
    reply: NativeReply,
  ) {
    this.context = contextOf(request);
    this.reply = new HttpReply(reply);
  }

  /** What a page may be decided by, and where its cookies go. */
  get parts(): { readonly context: RequestContext; readonly reply: HttpReply } {
    return { context: this.context, reply: this.reply };
  }

  /** A form as it was sent, still encoded. */
  get body(): string {
    return typeof this.request.body === 'string' ? this.request.body : '';
  }

  get isForm(): boolean {
    return this.context.method === 'POST';
  }

  /** The `:id` of the route. */
  get id(): string {
    return this.request.params?.id ?? '';
  }

  /** @throws invalid_request for a parameter sent twice */
  get query(): Parameters {
    return parseParameters(this.context.search);
  }

  /** Several checkboxes named `scope` or `role` arrive as one value, separated by spaces. @throws invalid_request */
  get form(): Parameters {
    return parseParameters(this.body, ['scope', 'role']);
  }

  /** Readable on every page, the one that refuses the query too. */
  get uiLocales(): string | undefined {
    return new URLSearchParams(this.context.search).get('ui_locales') ?? undefined;
  }
}

/** `@CurrentVisit() visit: Visit`. */
export const CurrentVisit = createParamDecorator((_: unknown, execution: ExecutionContext): Visit => {
  const http = execution.switchToHttp();
  return new Visit(http.getRequest<PageRequest>(), http.getResponse<NativeReply>());
});
