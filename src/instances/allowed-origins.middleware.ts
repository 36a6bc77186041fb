import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { AuthError } from '../core/errors.js';
import { allowCredentials, announcePreflight } from '../platform/http/cross-origin.js';
import { contextOf, type RequestContext } from '../platform/http/request-context.js';
import { isAllowedOrigin } from './allowed-origins.js';
import { type Instance, Instances } from './instances.service.js';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
/** First segments of routes that are the default instance's. */
const NAMES_NO_INSTANCE: ReadonlySet<string> = new Set(['api', 'oauth2']);

/**
 * Lets scripts of the instance's allowed origins read what a cookie has opened, refusals included, which the guard gives before
 * any handler runs. For everybody else it changes nothing but `Vary`.
 */
@Injectable()
export class AllowedOriginsMiddleware implements NestMiddleware {
  constructor(private readonly instances: Instances) {}

  async use(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
    const context = contextOf(request);
    context.announce('vary', 'Origin');
    const isAllowed = await this.allow(context);
    if (!isAllowed || context.method !== 'OPTIONS') return next();
    announcePreflight(context, METHODS);
    response.writeHead(204).end();
  }

  private async allow(context: RequestContext): Promise<boolean> {
    const { origin, path } = context;
    if (origin === undefined) return false;
    const instance = await this.find(path);
    if (!instance || !isAllowedOrigin(instance, origin)) return false;
    allowCredentials(context, origin);
    return true;
  }

  private async find(path: string): Promise<Instance | undefined> {
    const [, name = ''] = path.split('/', 2);
    try {
      return await (NAMES_NO_INSTANCE.has(name) ? this.instances.default() : this.instances.get(name));
    } catch (error) {
      // The route says that there is no such instance; an outage is an outage there as well.
      if (error instanceof AuthError) return undefined;
      throw error;
    }
  }
}
