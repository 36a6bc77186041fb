import type { IncomingHttpHeaders } from 'node:http';
import {
  context as contexts,
  type Context,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { Caller, RequestContext } from './request-context.js';

const NAME = 'latchkey';

interface Outcome {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly caller?: Caller;
}

/** One request in a trace: by its route, never by its path or its query, which hold ids, codes and secrets. */
export class RequestSpan {
  constructor(
    private readonly span: Span,
    private readonly within: Context,
  ) {}

  /** What is done in it, now and later, belongs to the span. */
  run<T>(action: () => T): T {
    return contexts.with(this.within, action);
  }

  /** Named as OpenTelemetry's conventions for HTTP name them. */
  end({ method, route, status, caller }: Outcome): void {
    this.span.updateName(`${method} ${route}`);
    this.span.setAttributes({
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      ...(caller && { 'latchkey.bearer': caller.bearer, 'latchkey.credential': caller.credential }),
    });
    if (status >= 500) this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.end();
  }
}

/**
 * Makes a span of each request through OpenTelemetry's API, for whatever SDK the operator has loaded before us (`node --import`). Without
 * one there is no tracer, and nothing to pay for.
 */
export class RequestTracer {
  private constructor(private readonly tracer: Tracer) {}

  /** Nothing where no SDK has registered itself: then spans have no identity. */
  static ofProcess(): RequestTracer | undefined {
    const tracer = trace.getTracer(NAME);
    const start = tracer.startSpan('start');
    start.end();
    return isSpanContextValid(start.spanContext()) ? new RequestTracer(tracer) : undefined;
  }

  start({ requestId, method }: RequestContext, headers: IncomingHttpHeaders): RequestSpan {
    const parent = propagation.extract(contexts.active(), headers);
    const options = { kind: SpanKind.SERVER, attributes: { 'latchkey.request_id': requestId } };
    const span = this.tracer.startSpan(method, options, parent);
    return new RequestSpan(span, trace.setSpan(parent, span));
  }
}
