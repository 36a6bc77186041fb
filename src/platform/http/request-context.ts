import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { RequestSpan } from './request-tracer.js';
import { plainAddress, TrustedProxies } from './trusted-proxies.js';

/** Of what kind the principal is, for logs and traces: nothing that tells who it is. */
export interface Caller {
  readonly bearer: string;
  readonly credential: string;
}

const CONTEXT = Symbol('latchkey.request-context');

type RawRequest = IncomingMessage & { [CONTEXT]?: RequestContext };
/** What Nest hands to a handler: Fastify's request, which wraps Node's, or Express's, which is Node's. */
export type NativeRequest = RawRequest | { readonly raw: RawRequest };

/**
 * What a rule may want to know of the HTTP request, the same on both adapters. Everything is worked out when it is asked for.
 * There is no host in it on purpose: URLs are built from `Settings.publicUrl`, never from what the caller sent.
 */
export class RequestContext {
  /** Why the body could not be read; see `ReadableBodyGuard`. */
  bodyRefusal?: Error;
  /** Absent until a guard knows. */
  caller?: Caller;
  /** Absent where nobody traces. */
  span?: RequestSpan;
  private readonly target: string;

  constructor(
    private readonly request: IncomingMessage,
    /** Repeated in `X-Request-Id`, in error bodies and in every log line of this request. */
    readonly requestId: string,
    private readonly proxies: TrustedProxies,
    private readonly response?: ServerResponse,
  ) {
    this.target = request.url ?? '/';
  }

  /** A header of the answer, whoever writes the rest of it, a handler or a filter. Outside an app of ours nobody hears of it. */
  announce(name: string, value: string): void {
    this.response?.setHeader(name, value);
  }

  /** On to the next layer, and within the span where there is one. */
  proceed(next: () => void): void {
    if (this.span) this.span.run(next);
    else next();
  }

  get method(): string {
    return this.request.method ?? 'GET';
  }

  /** As sent, still percent-encoded, without the query. */
  get path(): string {
    const end = this.target.indexOf('?');
    return end < 0 ? this.target : this.target.slice(0, end);
  }

  /** The query as sent, without the question mark; `''` when there is none. It may hold secrets: never log it. */
  get search(): string {
    const start = this.target.indexOf('?');
    return start < 0 ? '' : this.target.slice(start + 1);
  }

  /** Names in lower case. */
  get headers(): IncomingHttpHeaders {
    return this.request.headers;
  }

  /** How many `Authorization` headers came: Node keeps the first one and hides the others. */
  get authorizationCount(): number {
    return countHeader(this.request.rawHeaders, 'authorization');
  }

  /** The caller's IP address; `X-Forwarded-For` counts only as far as the proxies in between are trusted. */
  get address(): string {
    return this.proxies.clientAddress(this.peer, textOf(this.headers['x-forwarded-for']));
  }

  /** Whether the caller's own connection is encrypted, by the socket or by the word of a trusted proxy. */
  get secure(): boolean {
    if ('encrypted' in this.request.socket) return true;
    if (!this.proxies.trusts(this.peer)) return false;
    return textOf(this.headers['x-forwarded-proto'])?.split(',').pop()?.trim() === 'https';
  }

  /** The `Origin` header (RFC 6454 §7), as sent. */
  get origin(): string | undefined {
    return this.headers.origin;
  }

  /** Who is at the other end of the connection: the caller, or the last proxy. */
  get peer(): string {
    return plainAddress(this.request.socket.remoteAddress ?? '');
  }
}

/** How often a header stands in Node's flat list of names and values. `name` in lower case. */
export function countHeader(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const sent = rawHeaders[index];
    if (sent?.length === name.length && sent.toLowerCase() === name) count += 1;
  }
  return count;
}

const NO_PROXIES = new TrustedProxies();

/**
 * The context of the request that Nest or Passport hands out, which they leave untyped. Outside an app of ours (a host's own
 * server), nothing that a proxy says is believed.
 */
export function contextOf(request: object): RequestContext {
  return contextOfRaw(rawOf(request as NativeRequest));
}

function rawOf(native: NativeRequest): RawRequest {
  return 'raw' in native ? native.raw : native;
}

function contextOfRaw(request: RawRequest): RequestContext {
  return (request[CONTEXT] ??= new RequestContext(request, randomUUID(), NO_PROXIES));
}

/** Called once, at the edge, before anything else sees the request. */
export function attachContext(request: RawRequest, context: RequestContext): void {
  request[CONTEXT] = context;
}

/** `@Context() context: RequestContext`. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext): RequestContext =>
  contextOf(execution.switchToHttp().getRequest<object>()),
);

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
