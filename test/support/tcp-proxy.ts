import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Between a server and what it needs: lets everything through, holds it back in silence, or is gone. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server;
  private isStalled = false;

  private constructor(
    private readonly target: URL,
    private port = 0,
  ) {
    this.server = this.listener();
  }

  /** To the host and port of the address. */
  static async to(address: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(address));
    await proxy.mend();
    return proxy;
  }

  /** The same address with the proxy's host and port. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  /** Connections are taken, and nothing comes through any more. */
  stall(): void {
    this.isStalled = true;
    for (const socket of this.sockets) socket.pause();
  }

  flow(): void {
    this.isStalled = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** Every connection is lost, and none is taken. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    this.server = this.listener().listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
  }

  private listener(): Server {
    const { hostname, port } = this.target;
    return createServer((socket) => this.pass(socket, connect(Number(port), hostname)));
  }

  private pass(near: Socket, far: Socket): void {
    this.forward(near, far);
    this.forward(far, near);
  }

  private forward(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (chunk) => to.write(chunk));
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.isStalled) from.pause();
  }
}
