import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Received {
  readonly path: string;
  readonly signature: string;
  /** As it came. */
  readonly raw: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** An app's own server: it hears of events, and answers as it is told to. */
export class Receiver {
  readonly received: Received[] = [];
  /** The answer to each request from now on. */
  answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end();

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const receiver = new Receiver(server, `http://127.0.0.1:${port}`);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => receiver.hear(request, response));
    return receiver;
  }

  /** The events that came to a path, in order. */
  at(path: string): readonly Received[] {
    return this.received.filter((one) => one.path === path);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private hear(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString();
      const signature = String(request.headers['x-loom-signature']);
      const event = JSON.parse(raw) as Record<string, unknown>;
      this.received.push({ path: request.url ?? '', signature, raw, event });
      this.answer(response);
    });
  }
}

export function signatureOver(raw: string, secret: string): string {
  return createHmac('sha256', secret).update(raw).digest('hex');
}
