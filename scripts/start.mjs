// `npm start`: builds when there is nothing built or the sources are newer, then serves. Nothing else is needed on the machine.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const server = `${top}dist/src/main.js`;
const inputs = ['src', 'ormconfig.ts', 'package.json', 'tsconfig.json', 'nest-cli.json'];
const oldestNode = [20, 19];

const newest = (path) => {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  // The folder's own time counts too: it is all that tells of a file that was removed.
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
};

const isStale = () => {
  if (!existsSync(server)) return true;
  const builtAt = statSync(server).mtimeMs;
  return inputs.some((input) => newest(top + input) > builtAt);
};

const assertNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(`Latchkey needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}`);
};

/** Runs the compiler as a child of the same process group; a signal that stops us stops it as well. */
const build = () =>
  new Promise((resolve, reject) => {
    const compiler = spawn(process.execPath, [`${top}node_modules/@nestjs/cli/bin/nest.js`, 'build'], {
      cwd: top,
      stdio: 'inherit',
    });
    const stop = (signal) => compiler.kill(signal);
    process.once('SIGINT', stop).once('SIGTERM', stop);
    compiler.once('error', reject);
    compiler.once('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (code === 0) resolve();
      else reject(new Error(signal ? `the build was stopped by ${signal}` : 'the build failed: see above'));
    });
  });

const buildIfStale = async () => {
  if (!isStale()) return;
  const begin = performance.now();
  console.log('Latchkey: building, which takes about 20 seconds …');
  try {
    await build();
  } catch (error) {
    rmSync(server, { force: true }); // Half a build must not look like a whole one the next time.
    throw error;
  }
  console.log(`Latchkey: built in ${((performance.now() - begin) / 1000).toFixed(1)} s, starting …`);
};

try {
  assertNode();
  if (!existsSync(`${top}node_modules`)) throw new Error('nothing is installed yet: run `npm ci` first');
  await buildIfStale();
} catch (error) {
  console.error(`Latchkey: ${error.message}`);
  process.exit(1);
}

// In this very process: signals, exit code and output are the server's own, and no second Node takes memory.
await import(server);
