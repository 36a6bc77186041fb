import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppLogger } from '../logger.js';
import type { Metrics } from '../metrics.js';
import type { RequestContext } from './request-context.js';
import { type RequestSpan, RequestTracer } from './request-tracer.js';

/** nginx's number for a caller that did not wait for the answer. */
const GONE = 499;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A request as it comes in. */
export interface Arrival {
  readonly context: RequestContext;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The template of the route, once the router has found one. */
  readonly route: () => string | undefined;
}

/** What is kept of each request when it is over: a line of the access log, two counts, a span. */
export class RequestJournal {
  /** Absent until the application has been put together, and where it has none. */
  metrics?: Metrics;
  private readonly tracer = RequestTracer.ofProcess();
  private readonly logsAccess: boolean;

  constructor(private readonly logger: AppLogger) {
    this.logsAccess = logger.logsAccess;
  }

  /** `trusted`: whether the peer is one of ours, whose trace this request may become a part of. */
  open(arrival: Arrival, trusted: boolean): void {
    const span = this.tracer?.start(arrival.context, trusted ? arrival.request.headers : {});
    if (span) arrival.context.span = span;
    const started = performance.now();
    arrival.response.once('close', () => this.close(arrival, started, span));
  }

  private close({ context, response, route }: Arrival, started: number, span?: RequestSpan): void {
    const duration = performance.now() - started;
    const status = response.writableFinished ? response.statusCode : GONE;
    const { requestId, path, address, caller, method: sent } = context;
    const method = METHODS.has(sent) ? sent : 'OTHER';
    const template = route() ?? 'none';
    this.metrics?.answered({ method, route: template, status, duration });
    span?.end({ method, route: template, status, caller });
    if (!this.logsAccess) return;
    const rounded = Math.round(duration * 10) / 10;
    this.logger.access({
      requestId,
      method: sent,
      path,
      route: template,
      status,
      duration: rounded,
      address,
      ...caller,
    });
  }
}
