import { appCreate, appDisable, appEnable, appList } from './app.commands.js';
import { clientCreate, clientList, clientRotateSecret, clientSetAuthentication } from './client.commands.js';
import type { Command } from './command.js';
import {
  instanceActivate,
  instanceCreate,
  instanceDelete,
  instanceList,
  instanceSuspend,
} from './instance.commands.js';
import { installationCreate, installationDelete } from './installation.commands.js';
import { keysList, keysRotate } from './key.commands.js';
import { operatorAdd, operatorList, operatorRemove } from './operator.commands.js';
import { move } from './move.command.js';
import { openapi } from './openapi.command.js';
import { organizationCreate } from './organization.commands.js';
import { resourceCreate } from './resource.commands.js';
import { init, migrate } from './setup.commands.js';
import { userCreate, userResetSecondFactor, userSetPlan } from './user.commands.js';

/** Everything that the command line can do, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  ...[init, migrate, move],
  ...[instanceCreate, instanceList, instanceSuspend, instanceActivate, instanceDelete],
  ...[operatorAdd, operatorRemove, operatorList],
  ...[userCreate, userResetSecondFactor, userSetPlan],
  ...[organizationCreate],
  ...[resourceCreate],
  ...[appCreate, appList, appDisable, appEnable],
  ...[clientCreate, clientList, clientRotateSecret, clientSetAuthentication],
  ...[installationCreate, installationDelete],
  ...[keysRotate, keysList],
  ...[openapi],
];
