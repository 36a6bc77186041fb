import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
