// Where the tour takes place: the server that answers already, or one of our own in an empty folder that is gone afterwards.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const built = (name) => join(top, 'dist/src', name);
const patience = 60_000; // milliseconds

const assertBuilt = () => {
  if (!existsSync(built('main.js'))) throw new Error('nothing is built yet: run `npm run build` first');
};

const answers = async (url) => {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
};

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** The operator's way in: makes a person or an app in the server's own database. */
const operator = (env, folder) => (args) =>
  JSON.parse(
    execFileSync(process.execPath, [built('cli.js'), ...args, '--json'], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

const waitUntilReady = async (url, server) => {
  const begin = performance.now();
  while (!(await answers(url))) {
    if (server.exitCode !== null) throw new Error('the server ended before it was ready');
    if (performance.now() - begin > patience) throw new Error('the server did not become ready');
    await sleep(100);
  }
};

/** A server in an empty folder, on a port of its own; `stop` removes all of it. */
export const startOwn = async () => {
  assertBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DATABASE_URL: 'sqlite:data/latchkey.sqlite' };
  const env = { ...process.env, ...own, LOG_LEVEL: 'warn' };
  const server = spawn(process.execPath, [built('main.js')], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null && server.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, isOwn: true, operate: operator(env, folder), stop };
};

/** Whether the command line reaches the database of the server that answers: both must know the same signing keys. */
const isSameDatabase = async (url, operate) => {
  try {
    const { keys: published } = await (await fetch(`${url}/demo/oauth2/v1/jwks`)).json();
    const known = new Set(operate(['keys', 'list']).keys.map(({ kid }) => kid));
    return published.length > 0 && published.every(({ kid }) => known.has(kid));
  } catch {
    return false;
  }
};

/** `{ url, isOwn, note, operate(args), stop() }` */
export const findServer = async () => {
  assertBuilt();
  const url = process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
  if (!(await answers(url))) return startOwn();
  const operate = operator({ ...process.env, LOG_LEVEL: 'silent' }, top);
  if (await isSameDatabase(url, operate)) return { url, isOwn: false, operate, stop: async () => {} };
  const note = `${url} answers too, but on another database than ours: DATABASE_URL and LATCHKEY_SECRET would name it`;
  return { ...(await startOwn()), note };
};
