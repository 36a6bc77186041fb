import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeApi } from '../operations/index.js';
import { AppLogger, createHttpApp, type Environment, parseSettings } from '../platform/index.js';
import type { Command } from './command.js';

export const openapi: Command = {
  name: 'openapi',
  summary: 'Print the OpenAPI document of the server. Needs no database and leaves nothing behind.',
  options: {},
  async run({ environment }) {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-'));
    try {
      return await describeFrom({ ...environment, ...throwaway(folder) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  describe: (document) => JSON.stringify(document, undefined, 2),
};

/** The modules need a database and a secret to be put together; nothing of either is in the document. */
function throwaway(folder: string): Environment {
  return {
    DATABASE_URL: `sqlite:${join(folder, 'openapi.sqlite')}`,
    LATCHKEY_SECRET: randomBytes(32).toString('base64url'),
  };
}

async function describeFrom(environment: Environment): Promise<object> {
  const settings = parseSettings(environment);
  const { LatchkeyModule } = await import('../latchkey.module.js');
  const app = await createHttpApp(LatchkeyModule.forRoot({ settings }), settings, new AppLogger('silent'));
  try {
    return describeApi(app);
  } finally {
    await app.close();
  }
}
