import { applyDecorators, type ArgumentsHost, Catch, Header, HttpCode } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { HttpReply, type NativeReply } from './http-reply.js';
import { OAuthErrorFilter } from './oauth-error.filter.js';
import { contextOf, type RequestContext } from './request-context.js';

/**
 * Scripts of every page, but never together with the browser's cookies: a browser lets `*` count only for requests that it
 * sent without credentials, and we never say `Access-Control-Allow-Credentials` (Fetch §3.2.5).
 */
const ALLOWED_ORIGIN = ['access-control-allow-origin', '*'] as const;
/** What a script needs beyond the body: why a token is refused, when to try again, and the number to ask us about. */
const EXPOSED_HEADERS = ['access-control-expose-headers', 'WWW-Authenticate, Retry-After, X-Request-Id'] as const;
/** `*` would not cover Authorization (Fetch §4.8). */
const ALLOWED_HEADERS = 'Authorization, Content-Type';
/** Seconds; Chromium keeps a preflight no longer than this. */
const PREFLIGHT_MAX_AGE = 7_200;

/** On a public route that no cookie decides about: scripts of any page may read what it answers, its refusals included. */
export const AnyOrigin = (): MethodDecorator => applyDecorators(Header(...ALLOWED_ORIGIN), Header(...EXPOSED_HEADERS));

/** On an `@Options` route: which requests a script of any page may send here (Fetch §3.2.2). */
export const Preflight = (...methods: readonly string[]): MethodDecorator =>
  applyDecorators(
    HttpCode(204),
    Header(...ALLOWED_ORIGIN),
    Header('access-control-allow-methods', methods.join(', ')),
    Header('access-control-allow-headers', ALLOWED_HEADERS),
    Header('access-control-max-age', String(PREFLIGHT_MAX_AGE)),
    ApiNoContentResponse({ description: `Any page may send ${methods.join(' and ')}, without cookies` }),
  );

const credentialed = new WeakSet<RequestContext>();

/** Scripts of this one origin may read the answer, cookies or not (Fetch §3.2.5). Only for an origin that was found to be allowed, letter by letter. */
export function allowCredentials(context: RequestContext, origin: string): void {
  credentialed.add(context);
  context.announce('access-control-allow-origin', origin);
  context.announce('access-control-allow-credentials', 'true');
  context.announce(...EXPOSED_HEADERS);
}

/** And may send these. */
export function announcePreflight(context: RequestContext, methods: string): void {
  context.announce('access-control-allow-methods', methods);
  context.announce('access-control-allow-headers', ALLOWED_HEADERS);
  context.announce('access-control-max-age', String(PREFLIGHT_MAX_AGE));
}

/** Where a cookie may have decided: what came with one is answered for our own pages and for origins that were named alone. */
export function allowAnyOrigin(context: RequestContext, reply: HttpReply): void {
  if (context.headers.cookie !== undefined || credentialed.has(context)) return;
  reply.header(...ALLOWED_ORIGIN).header(...EXPOSED_HEADERS);
}

/** `OAuthErrorFilter` for a route whose handler calls `allowAnyOrigin`: the guard refuses before any handler runs. */
@Catch()
export class AnyOriginErrorFilter extends OAuthErrorFilter {
  override catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    allowAnyOrigin(contextOf(http.getRequest<object>()), new HttpReply(http.getResponse<NativeReply>()));
    this.answer(thrown, host);
  }
}
