import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server that can be cut, as a whole or for some paths: requests on the cut way are reset, those under way too. */
export class SeverableProxy {
  private readonly server: Server;
  private readonly open = new Map<ServerResponse, string>();
  private cut: RegExp | undefined;
  /** What went through, as `GET /path`. */
  readonly passed: string[] = [];

  private constructor(private readonly target: string) {
    this.server = createServer((incoming, outgoing) => this.serve(incoming, outgoing));
  }

  static async before(target: string): Promise<SeverableProxy> {
    const proxy = new SeverableProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  sever(paths = /^/): void {
    this.cut = paths;
    for (const [outgoing, path] of this.open) if (paths.test(path)) outgoing.destroy();
  }

  mend(): void {
    this.cut = undefined;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    if (this.cut?.test(path)) return void outgoing.destroy();
    this.passed.push(`${incoming.method} ${path.replace(/\?.*/, '')}`);
    this.open.set(outgoing, path);
    const { host } = new URL(this.target);
    const options = { method: incoming.method, headers: { ...incoming.headers, host } };
    const onward = request(new URL(path, this.target), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      this.open.delete(outgoing);
      onward.destroy();
    });
    incoming.pipe(onward);
  }
}
