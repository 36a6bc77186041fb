import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { invalidRequest, rateLimited } from '../../core/errors.js';
import type { AppLogger } from '../logger.js';
import type { Metrics } from '../metrics.js';
import { SystemRandom } from '../random.js';
import type { Settings } from '../settings.js';
import { InstanceLimit } from './instance-limit.js';
import { problemOf } from './problem.filter.js';
import { parseBody } from './request-body.js';
import { attachContext, contextOf, countHeader, RequestContext } from './request-context.js';
import { RequestJournal } from './request-journal.js';
import { securityHeaders } from './security-headers.js';
import { TrustedProxies } from './trusted-proxies.js';

const HOST = /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
/** Made once: in a flood even a stack trace is work. */
const TOO_MANY = rateLimited('too many requests: try again later');
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** The outermost layer, on Node's own request and response, so that both adapters share it. */
export class HttpEdge {
  /** On every answer, unless a handler sets its own. */
  readonly headers: readonly (readonly [string, string])[];
  private readonly proxies: TrustedProxies;
  private readonly random = new SystemRandom();
  private readonly journal: RequestJournal;
  private readonly instanceLimit?: InstanceLimit;

  constructor(
    private readonly settings: Settings,
    logger: AppLogger,
  ) {
    this.headers = securityHeaders(settings.publicUrl);
    this.proxies = new TrustedProxies(settings.trustedProxies);
    this.journal = new RequestJournal(logger);
    const { instanceRequestsPerSecond: perSecond, defaultInstance } = settings;
    if (perSecond > 0) this.instanceLimit = new InstanceLimit({ perSecond, defaultInstance });
  }

  /** From now on, requests are counted there. */
  countIn(metrics: Metrics): void {
    this.journal.metrics = metrics;
  }

  /** First of all, for every request: gives it its context and its place in log, counts and traces. */
  enter(request: IncomingMessage, response: ServerResponse, route: () => string | undefined): RequestContext {
    const context = new RequestContext(request, this.requestId(request), this.proxies, response);
    attachContext(request, context);
    this.journal.open({ context, request, response, route }, this.proxies.trusts(request.socket.remoteAddress ?? ''));
    return context;
  }

  /**
   * Answers 429 itself where the instance's bucket is empty: a refusal has to cost far less than what it saves, so neither the
   * framework nor a filter sees the request. Its body stays unread.
   */
  refuseExcess({ path, requestId }: RequestContext, response: ServerResponse): boolean {
    const wait = this.instanceLimit?.admit(path);
    if (wait === undefined) return false;
    const body = Buffer.from(JSON.stringify(problemOf(TOO_MANY, requestId)));
    const head = [
      ...this.headers,
      ['content-type', 'application/problem+json'],
      ['content-length', String(body.length)],
      ['retry-after', String(Math.ceil(wait / 1_000))],
      ['x-request-id', requestId],
    ];
    response.writeHead(TOO_MANY.status, head.flat()).end(body);
    return true;
  }

  /** Throws 400 for what no honest caller sends: RFC 9112 §3.2 (one valid Host), and NUL, which no value of ours may hold. */
  assertWellFormed(request: IncomingMessage): void {
    const { host } = request.headers;
    // HTTP/1.0 may leave Host out; from 1.1 on Node itself insists.
    const valid = host === undefined || (HOST.test(host) && countHeader(request.rawHeaders, 'host') === 1);
    if (!valid) throw invalidRequest('the Host header is not valid');
    if (request.url?.includes('%00') === true) throw invalidRequest('the URL has a character that is not allowed');
  }

  /** What can not be read is no body: why is told where the route answers. */
  async readBody(request: IncomingMessage): Promise<unknown> {
    try {
      return await parseBody(request, this.settings.bodyLimit);
    } catch (error) {
      contextOf(request).bodyRefusal = error instanceof Error ? error : new Error(String(error));
      return undefined;
    }
  }

  /** What Node's parser could not read at all gets the same problem as everything else, and the connection is over. */
  refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const requestId = this.random.token(12);
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
    const body = malformedProblem(status, requestId);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'connection: close',
      'content-type: application/problem+json',
      `content-length: ${body.length}`,
      `x-request-id: ${requestId}`,
      ...this.headers.map(([name, value]) => `${name}: ${value}`),
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body.toString()}`);
  }

  /** A proxy of ours may have numbered the request already. */
  private requestId(request: IncomingMessage): string {
    const sent = request.headers['x-request-id'];
    const believed =
      typeof sent === 'string' && REQUEST_ID.test(sent) && this.proxies.trusts(request.socket.remoteAddress ?? '');
    return believed ? sent : this.random.token(12);
  }
}

/** What could not be read far enough to reach a filter. */
export function malformedProblem(status: number, requestId: string): Buffer {
  const problem = problemOf(invalidRequest('the request is malformed'), requestId);
  return Buffer.from(JSON.stringify({ ...problem, status, title: STATUS_CODES[status] }));
}
