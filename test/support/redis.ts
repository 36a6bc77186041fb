import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine can run one: else what is about it is no part of the run. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of a test's own, to be killed, paused and emptied. */
export class PrivateRedis {
  private server?: ChildProcess;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly isCluster: boolean,
  ) {}

  /** `cluster`: the only node of one. */
  static async start({ cluster = false } = {}): Promise<PrivateRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'redis-'));
    const redis = new PrivateRedis(await freePort(), folder, cluster);
    await redis.start();
    if (cluster) await redis.command('CLUSTER ADDSLOTSRANGE 0 16383');
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const own = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    const cluster = this.isCluster ? ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'] : [];
    this.server = spawn('redis-server', [...own, ...cluster], { stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const chunk of this.server.stdout ?? []) if (String(chunk).includes('Ready to accept')) break;
  }

  /** With all that it has written. */
  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }

  /** From one moment to the next, as a machine that lost its power. */
  async kill(): Promise<void> {
    if (this.server === undefined || this.server.exitCode !== null || this.server.signalCode !== null) return;
    const gone = once(this.server, 'exit');
    this.server.kill('SIGCONT');
    this.server.kill('SIGKILL');
    await gone;
  }

  /** It takes connections and requests, and answers nothing. */
  pause(): void {
    this.server?.kill('SIGSTOP');
  }

  resume(): void {
    this.server?.kill('SIGCONT');
  }

  /** By the inline protocol; answers the first line of what it says. */
  async command(text: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    socket.write(`${text}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return answer.toString().split('\r\n')[0] ?? '';
  }
}

/** Between a server and its Redis: lets everything through, or holds back all that comes. */
export class StallingProxy {
  private readonly sockets = new Set<Socket>();
  private isStalled = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(port: number): Promise<StallingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const own = typeof address === 'object' && address ? address.port : 0;
    const proxy = new StallingProxy(server, `redis://127.0.0.1:${own}`);
    server.on('connection', (socket) => proxy.pass(socket, connect(port, '127.0.0.1')));
    return proxy;
  }

  stall(): void {
    this.isStalled = true;
    for (const socket of this.sockets) socket.pause();
  }

  flow(): void {
    this.isStalled = false;
    for (const socket of this.sockets) socket.resume();
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private pass(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
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
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
