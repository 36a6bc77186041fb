import { SIGNING_ALGORITHMS } from '../instances/index.js';
import { type KeyDescription, KeyRing } from '../keys/index.js';
import type { Command } from './command.js';

export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'Publish the next signing keys. They sign after 10 minutes, when every verifier can know them.',
  options: { algorithm: { value: 'name', summary: `one of ${SIGNING_ALGORITHMS.join(', ')}; without it, all` } },
  async run(context, options) {
    const algorithm = options.choice('algorithm', SIGNING_ALGORITHMS);
    const { id, name: instance } = await context.instance(options);
    const ring = await context.get(KeyRing);
    return { instance, keys: (await ring.rotate(id, algorithm)).map(answerOf) };
  },
};

export const keysList: Command = {
  name: 'keys list',
  summary: 'List the signing keys: next, current, and retired ones whose tokens still live.',
  options: {},
  async run(context, options) {
    const { id, name: instance } = await context.instance(options);
    const ring = await context.get(KeyRing);
    return { instance, keys: (await ring.list(id)).map(answerOf) };
  },
};

function answerOf(key: KeyDescription): object {
  return {
    kid: key.kid,
    algorithm: key.algorithm,
    state: key.state,
    created_at: timeOf(key.createdAt),
    activates_at: timeOf(key.activatesAt),
    retires_at: timeOf(key.retiresAt),
    expires_at: timeOf(key.expiresAt),
  };
}

/** RFC 3339 */
function timeOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
