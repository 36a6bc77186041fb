import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpEdge } from './http-edge.js';
import { malformedProblem } from './http-edge.js';
import type { HttpHost } from './http-host.js';
import type { RequestContext } from './request-context.js';
import type { Route } from './route-table.js';

/** Fastify, which does only what the edge asks for: no parser, log or request id of its own. */
export function fastifyHost(edge: HttpEdge): HttpHost {
  const enter = (request: FastifyRequest, reply: FastifyReply): RequestContext => {
    const context = edge.enter(request.raw, reply.raw, () => request.routeOptions.url);
    reply.header('x-request-id', context.requestId);
    for (const [name, value] of edge.headers) reply.header(name, value);
    return context;
  };
  const adapter = new FastifyAdapter({
    ...{ logger: false, requestIdHeader: false, return503OnClosing: false },
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: true },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => edge.refuseConnection(error, socket),
    // A URL that the router can not decode is refused before any hook runs.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const status = error.statusCode ?? 400;
      const body = malformedProblem(status, enter(request, reply).requestId);
      void reply.code(status).header('content-type', 'application/problem+json').send(body);
    },
  });
  const instance = adapter.getInstance<FastifyInstance>();
  instance.addHook('onRequest', (request, reply, done) => {
    const context = enter(request, reply);
    if (edge.refuseExcess(context, reply.raw)) return void reply.hijack();
    edge.assertWellFormed(request.raw);
    context.proceed(done);
  });
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', (request: FastifyRequest) => edge.readBody(request.raw));
  return { adapter, routes: collectRoutes(instance) };
}

function collectRoutes(instance: FastifyInstance): () => readonly Route[] {
  const routes: Route[] = [];
  instance.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, path: url });
  });
  return () => routes;
}
