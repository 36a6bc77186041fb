import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TOP = fileURLToPath(new URL('..', import.meta.url));
/** What `npm run serve` gives to Node. */
const SERVE = JSON.parse(readFileSync(`${TOP}package.json`, 'utf8'))
  .scripts.serve.split(' ')
  .slice(1);
const PORT = 38_470;
const [SERVER_CORE, LOAD_CORE] = ['0', '1'];
/** Milliseconds. */
const [PATIENCE, POLL, SETTLING] = [30_000, 5, 3_000];

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** The load gets a core of its own, so that it does not take the server's. */
export const pinLoad = () => {
  if (canPin) execFileSync('taskset', ['-acp', LOAD_CORE, String(process.pid)], { stdio: 'ignore' });
};

/** Latchkey as `npm run serve` starts it: the production build in a process of its own. */
export class LatchkeyServer {
  origin = `http://127.0.0.1:${PORT}`;
  #process;
  #command;

  /** `flags` are Node's, such as `--cpu-prof`. */
  constructor(databaseUrl, flags = []) {
    this.#command = [...(canPin ? ['taskset', '-c', SERVER_CORE] : []), process.execPath, ...flags, ...SERVE];
    this.environment = {
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: this.origin,
      HOST: '127.0.0.1',
      PORT: String(PORT),
      LATCHKEY_SECRET: randomBytes(32).toString('base64url'),
      LOG_LEVEL: 'warn',
    };
  }

  /** Answers the milliseconds until the first request was answered. */
  async start() {
    const started = performance.now();
    const [command, ...parameters] = this.#command;
    const env = { PATH: process.env.PATH, ...this.environment };
    this.#process = spawn(command, parameters, { cwd: TOP, env, stdio: ['ignore', 'ignore', 'inherit'] });
    await this.#firstAnswer(started + PATIENCE);
    return performance.now() - started;
  }

  async stop() {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined || running.exitCode !== null) return;
    running.kill('SIGTERM');
    await once(running, 'exit');
  }

  /** One start on the database as it is, and what the process holds when nobody asks anything. */
  async measureBoot() {
    const milliseconds = await this.start();
    await pause(SETTLING);
    const rss = this.memory();
    await this.stop();
    return { milliseconds, rss };
  }

  /** Resident set in megabytes; undefined where the system has no /proc. */
  memory() {
    const status = readProcess(this.#process?.pid, 'status');
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  }

  /** Seconds of processor time, all threads together; undefined where the system has no /proc. */
  processorTime() {
    const fields = readProcess(this.#process?.pid, 'stat')
      .replace(/^.*\) /, '')
      .split(' ');
    // Both in ticks, of which every Linux has a hundred a second (proc(5): utime and stime).
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    return fields.length > 12 ? (user + system) / 100 : undefined;
  }

  async #firstAnswer(deadline) {
    while (!(await answers(`${this.origin}/health/live`))) {
      if (this.#process.exitCode !== null) throw new Error('the server has stopped: see above');
      if (performance.now() > deadline) throw new Error('the server does not answer');
      await pause(POLL);
    }
  }
}

const readProcess = (pid, file) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

const answers = (url) =>
  new Promise((resolve) => {
    const attempt = request(url, { agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
    });
    attempt.once('error', () => resolve(false)).end();
  });
