import { Injectable, type NestMiddleware } from '@nestjs/common';
import { AuthError } from '../../core/errors.js';
import { Instances } from '../../instances/index.js';
import { contextOf, type RequestContext } from '../../platform/index.js';

/** The JSON API, of the instance that is named or of the default one. The directory API is not for browsers of other origins. */
const API =
  /^(?:\/([a-z][a-z0-9-]{1,62}))?\/api\/(?:auth|users|api-keys|brands|sessions|organizations|apps|scopes)(?:\/|$)/;

const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const HEADERS = 'authorization, content-type';
const EXPOSED_HEADERS = 'WWW-Authenticate, Retry-After, X-Request-Id';
/** Seconds; Chromium keeps a preflight no longer than this. */
const PREFLIGHT_MAX_AGE = 7_200;

interface RawReply {
  statusCode: number;
  end(): unknown;
}

/**
 * A front end at an origin that the instance allows may read our answers, and send the refresh cookie along (Fetch §3.2.5); every
 * other origin is told nothing. Before the guard, whose refusals the front end has to be able to read too.
 */
@Injectable()
export class AllowedOrigins implements NestMiddleware<object, RawReply> {
  constructor(private readonly instances: Instances) {}

  async use(request: object, reply: RawReply, next: (error?: unknown) => void): Promise<void> {
    const context = contextOf(request);
    const [path, name] = API.exec(context.path) ?? [];
    if (path === undefined) return next();
    context.announce('vary', 'Origin');
    const { origin } = context;
    if (origin === undefined || !(await this.allows(name, origin))) return next();
    context.announce('access-control-allow-origin', origin);
    context.announce('access-control-allow-credentials', 'true');
    if (!isPreflight(context)) {
      context.announce('access-control-expose-headers', EXPOSED_HEADERS);
      return next();
    }
    context.announce('access-control-allow-methods', METHODS);
    context.announce('access-control-allow-headers', HEADERS);
    context.announce('access-control-max-age', String(PREFLIGHT_MAX_AGE));
    reply.statusCode = 204;
    reply.end();
  }

  private async allows(name: string | undefined, origin: string): Promise<boolean> {
    try {
      const { settings } = await (name === undefined ? this.instances.default() : this.instances.get(name));
      return settings.allowedOrigins.includes(origin);
    } catch (error) {
      // The route says that there is no such instance; an outage is an outage there as well.
      if (error instanceof AuthError) return false;
      throw error;
    }
  }
}

/** Fetch §4.8: what a browser asks before it sends what no form could. */
function isPreflight({ method, headers }: RequestContext): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
