import type { Server } from 'node:http';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppLogger } from '../logger.js';
import { Metrics } from '../metrics.js';
import type { Settings } from '../settings.js';
import { HttpEdge } from './http-edge.js';
import type { HttpHost } from './http-host.js';
import { HttpsOnlyGuard } from './https-only.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { ReadableBodyGuard } from './readable-body.guard.js';
import { allowedMethods } from './route-table.js';
import { createValidationPipe } from './validation.js';

/** Loaded when chosen: the other framework costs neither memory nor time. */
const HOSTS: Record<Settings['httpAdapter'], (edge: HttpEdge) => Promise<HttpHost>> = {
  fastify: async (edge) => (await import('./fastify.host.js')).fastifyHost(edge),
  express: async (edge) => (await import('./express.host.js')).expressHost(edge),
};

const second = 1_000;

/**
 * The application with everything HTTP around it, the same on both adapters: request ids, security headers, access log, body parsers,
 * validation, problems for every refusal, timeouts. It does not listen yet, so the caller can
 * still add what must be there before (the explorer); then `app.listen(settings.port, settings.host)`, and `stopOnSignals`.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  settings: Settings,
  logger: AppLogger = new AppLogger(settings.logLevel),
): Promise<INestApplication> {
  const edge = new HttpEdge(settings, logger);
  const host = await HOSTS[settings.httpAdapter](edge);
  const app = await NestFactory.create(module, host.adapter, { bodyParser: false, abortOnError: false, logger });
  countRequests(app, edge);
  app.useGlobalGuards(new HttpsOnlyGuard(settings), new ReadableBodyGuard());
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter((path) => allowedMethods(host.routes(), path)));
  boundWaiting(app.getHttpServer());
  if (settings.httpAdapter === 'express') {
    app.getHttpServer().on('clientError', edge.refuseConnection.bind(edge));
  }
  return app;
}

/** Where the application has metrics: one that was put together without the platform has none. */
function countRequests(app: INestApplication, edge: HttpEdge): void {
  try {
    edge.countIn(app.get(Metrics, { strict: false }));
  } catch {
    return;
  }
}

/** Nobody holds a connection for nothing: slow heads and bodies are cut off, idle connections closed. */
function boundWaiting(server: Server): void {
  server.headersTimeout = 10 * second;
  server.requestTimeout = 30 * second;
  // Longer than the idle time of the usual load balancers (60 s), which otherwise reuse a connection that is just closing.
  server.keepAliveTimeout = 65 * second;
}
