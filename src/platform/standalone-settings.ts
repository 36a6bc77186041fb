import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Environment, parseSettings, type Settings } from './settings.js';

const SECRET_FILE = 'data/secret';

/**
 * The settings of a process of our own, server or command line: outside production a master secret that was not set is
 * generated once and kept in `data/secret`, readable by its owner only.
 */
export function standaloneSettings(environment: Environment): Settings {
  const settings = parseSettings(environment);
  if (settings.secret !== '' || settings.production) return settings;
  return parseSettings({ ...environment, LATCHKEY_SECRET: keptSecret(resolve(SECRET_FILE)) });
}

function keptSecret(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Of two processes that start at once one writes; the other reads what it wrote.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'a' });
  }
  return readFileSync(file, 'utf8').slice(0, 43);
}
