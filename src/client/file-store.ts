import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TokenSet } from './token-set.js';
import type { TokenStore } from './token-store.js';

/** Tokens in a JSON file that only its owner may read; a reader sees the old content or the new, never a part. For Node. */
export function fileStore(path: string): TokenStore {
  return {
    get: () => read(path),
    set: (tokens) => (tokens === null ? rm(path, { force: true }) : write(path, JSON.stringify(tokens))),
  };
}

async function read(path: string): Promise<TokenSet | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as TokenSet;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function write(path: string, text: string): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    // The mode above passes through the process's umask.
    await chmod(draft, 0o600);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
