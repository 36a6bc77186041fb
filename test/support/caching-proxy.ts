import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** RFC 9111 §5.2.2: what keeps an answer out of a shared cache. */
const NOT_SHARED = /\b(?:no-store|private|no-cache|max-age=0)\b/i;

/**
 * A shared cache in front of a server, set up as carelessly as nginx lets one: it knows no cookies and no Authorization, keeps whatever no
 * `Cache-Control` forbids for ever, and asks again for nothing that it has.
 */
export class CachingProxy {
  private readonly kept = new Map<string, Stored>();
  private readonly server: Server;

  private constructor(
    private readonly target: string,
    /** A cache that obeys nobody, to see that the test would notice. */
    private readonly obeys: boolean,
  ) {
    this.server = createServer((incoming, outgoing) => this.serve(incoming, outgoing));
  }

  static async before(target: string, obeys = true): Promise<CachingProxy> {
    const proxy = new CachingProxy(target, obeys);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const key = `${incoming.method} ${incoming.url}`;
    const known = this.kept.get(key);
    if (known) return void outgoing.writeHead(known.status, { ...known.headers, 'x-cache': 'HIT' }).end(known.body);
    const { host } = new URL(this.target);
    const options = { method: incoming.method, headers: { ...incoming.headers, host } };
    const onward = request(new URL(incoming.url ?? '/', this.target), options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const stored = { status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) };
        if (incoming.method === 'GET' && this.mayKeep(answer)) this.kept.set(key, stored);
        outgoing.writeHead(stored.status, { ...stored.headers, 'x-cache': 'MISS' }).end(stored.body);
      });
    });
    incoming.pipe(onward);
  }

  private mayKeep({ headers }: IncomingMessage): boolean {
    return !this.obeys || !NOT_SHARED.test(headers['cache-control'] ?? '');
  }
}
