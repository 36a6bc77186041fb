import { ExpressAdapter } from '@nestjs/platform-express';
import type { Application, NextFunction, Request, Response } from 'express';
import type { HttpEdge } from './http-edge.js';
import type { HttpHost } from './http-host.js';
import type { Route } from './route-table.js';

const METHODS_WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE']);

/** Express, brought to the edge's rules: paths match case and all but a slash at the end, as on Fastify; nothing is added to answers. */
export function expressHost(edge: HttpEdge): HttpHost {
  const adapter = new ExpressAdapter();
  const instance = adapter.getInstance<Application>();
  instance.disable('x-powered-by').disable('etag');
  // The adapter has made the router already, so the settings of the same names would come too late.
  Object.assign(instance.router, { caseSensitive: true, strict: false });
  instance.use((request: Request, response: Response, next: NextFunction) => {
    const context = edge.enter(request, response, () => patternOf(request));
    if (edge.refuseExcess(context, response)) return;
    response.setHeader('x-request-id', context.requestId);
    for (const [name, value] of edge.headers) response.setHeader(name, value);
    edge.assertWellFormed(request);
    if (METHODS_WITHOUT_BODY.has(request.method)) return context.proceed(next);
    edge.readBody(request).then((body) => {
      request.body = body;
      context.proceed(next);
    }, next);
  });
  return { adapter, routes: () => routesOf(instance) };
}

/** Typed by Express as anything. */
function patternOf({ route }: { readonly route?: { readonly path?: unknown } }): string | undefined {
  return typeof route?.path === 'string' ? route.path : undefined;
}

function routesOf(instance: Application): readonly Route[] {
  return instance.router.stack.flatMap(({ route }) => {
    if (route === undefined || typeof route.path !== 'string') return [];
    return route.stack.map(({ method }) => ({ method, path: route.path }));
  });
}
