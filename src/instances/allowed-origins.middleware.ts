import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { allowCredentials, announcePreflight } from '../platform/http/cross-origin.js';
import { contextOf, type RequestContext } from '../platform/http/request-context.js';
import { isAllowedOrigin } from './allowed-origins.js';
import { Instances } from './instances.service.js';

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
    announcePreflight(context, 'GET, HEAD, POST');
    response.writeHead(204).end();
  }

  private async allow(context: RequestContext): Promise<boolean> {
    const { origin, path } = context;
    if (origin === undefined) return false;
    const [, name = ''] = path.split('/', 2);
    const instance = await this.instances.get(name).catch(() => undefined);
    if (!instance || !isAllowedOrigin(instance, origin)) return false;
    allowCredentials(context, origin);
    return true;
  }
}
