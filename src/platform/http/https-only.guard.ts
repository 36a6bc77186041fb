import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { httpsRequired } from '../../core/errors.js';
import type { Settings } from '../settings.js';
import { needsHttps } from './https-only-surfaces.js';
import { contextOf } from './request-context.js';

/** Where Fastify and Express say which route a request has reached. */
interface RoutedRequest {
  readonly routeOptions?: { readonly url?: string };
  readonly route?: { readonly path?: unknown };
}

/**
 * Refuses plain HTTP where it is not to be: before all other guards, so that no credential is read or counted, and never by a redirect,
 * which would let whoever sends secrets in the clear go on with it unnoticed.
 */
export class HttpsOnlyGuard implements CanActivate {
  constructor(private readonly settings: Pick<Settings, 'httpsOnly'>) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<object & RoutedRequest>();
    if (contextOf(request).secure || !needsHttps(patternOf(request), this.settings.httpsOnly)) return true;
    throw httpsRequired('send this request over HTTPS; whatever it held has been seen in the clear, so replace it');
  }
}

function patternOf({ routeOptions, route }: RoutedRequest): string {
  if (routeOptions?.url !== undefined) return routeOptions.url;
  return typeof route?.path === 'string' ? route.path : '/';
}
