import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import type { Settings } from '../settings.js';
import { Readiness } from './readiness.js';

/** Milliseconds for requests that are on their way when no new ones are taken. */
const LAST_REQUESTS = 3_000;
/** Milliseconds from the signal to the end, whatever happens. */
const LAST_MOMENT = 9_500;
/** Milliseconds for the first request on a connection that was just made. */
const FIRST_REQUESTS = 200;
const LOOK_AGAIN = 50;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** A second signal is obeyed at once. */
export function stopOnSignals(app: INestApplication, settings: Settings): void {
  const stop = (): void => {
    for (const signal of SIGNALS) process.off(signal, stop);
    globalThis.setTimeout(() => process.exit(1), LAST_MOMENT).unref();
    stopGracefully(app, settings).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}

/** Readiness first, then no new connections, then the last requests, then everything else. */
export async function stopGracefully(app: INestApplication, { shutdownDelay }: Settings): Promise<void> {
  const server: Server = app.getHttpServer();
  app.get(Readiness).stop();
  // Each connection ends with the answer that is given on it next, so that none is closed under a request.
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
  await setTimeout(shutdownDelay);
  // Right after the event loop has taken all connections that were waiting: the others are refused, and may be tried elsewhere.
  await setImmediate();
  await drain(server);
  await app.close();
}

async function drain(server: Server): Promise<void> {
  // Not HTTP's own `close`: it ends what looks idle at once, also a connection whose first request is on its way.
  const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
  const enough = setTimeout(LAST_REQUESTS, undefined, { ref: false });
  await Promise.race([closed, setTimeout(FIRST_REQUESTS)]);
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN);
  await Promise.race([closed, enough]);
  clearInterval(idle);
  server.closeAllConnections();
}
