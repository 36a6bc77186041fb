import { appCreate, appDisable } from './app.commands.js';
import { clientCreate, clientRotateSecret } from './client.commands.js';
import type { Command } from './command.js';
import { instanceCreate, instanceList } from './instance.commands.js';
import { keysList, keysRotate } from './key.commands.js';
import { openapi } from './openapi.command.js';
import { resourceCreate } from './resource.commands.js';
import { init, migrate } from './setup.commands.js';
import { userCreate } from './user.commands.js';

/** Everything that the command line can do, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  ...[init, migrate],
  ...[instanceCreate, instanceList],
  ...[userCreate],
  ...[resourceCreate],
  ...[appCreate, appDisable],
  ...[clientCreate, clientRotateSecret],
  ...[keysRotate, keysList],
  ...[openapi],
];
