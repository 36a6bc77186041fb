// Writes docs/openapi.json from what the built server says of itself, or with --check tells whether it still does.
// It has to be the built one: the compiler plugin that reads the DTOs runs nowhere else.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const target = join(top, 'docs/openapi.json');
const cli = join(top, 'dist/src/cli.js');

const describeServer = () => {
  // An empty folder and none of our settings: the document must not depend on who prints it.
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-openapi-'));
  const { PATH, HOME } = process.env;
  try {
    const printed = execFileSync(process.execPath, [cli, 'openapi', '--json'], {
      cwd: folder,
      env: { PATH, HOME, LOG_LEVEL: 'silent' },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return `${JSON.stringify(JSON.parse(printed), undefined, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const committed = () => (existsSync(target) ? readFileSync(target, 'utf8') : '');

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

if (!existsSync(cli)) fail('nothing is built: run `npm run build` first');
const current = describeServer();
if (!process.argv.includes('--check')) {
  mkdirSync(join(top, 'docs'), { recursive: true });
  writeFileSync(target, current);
  console.log(`docs/openapi.json: ${Object.keys(JSON.parse(current).paths).length} paths`);
} else if (current === committed()) {
  console.log('docs/openapi.json describes the server');
} else {
  fail('docs/openapi.json is not what the server says of itself: run `npm run openapi` and commit it');
}
