import type { Instance } from '../instances/index.js';
import { AdministeredInstances } from '../operators/index.js';
import type { Command, OptionDescriptions } from './command.js';
import type { CommandContext } from './command-context.js';

const NAME: OptionDescriptions = {
  name: { value: 'name', summary: 'the first segment of its paths', isRequired: true },
};

export const instanceCreate: Command = {
  name: 'instance create',
  summary: 'Make an instance: an issuer with users, apps and keys of its own.',
  options: {
    name: { value: 'name', summary: 'its first path segment: a-z, 0-9 and -, 2 to 63 long', isRequired: true },
    title: { value: 'text', summary: 'what people read on its pages', isRequired: true },
  },
  async run(context, options) {
    const input = { name: options.get('name'), title: options.get('title') };
    return answerOf(await (await instancesOf(context)).create(input, {}));
  },
};

export const instanceList: Command = {
  name: 'instance list',
  summary: 'List the instances, suspended ones included.',
  options: {},
  async run(context) {
    return { instances: (await (await instancesOf(context)).list()).map(answerOf) };
  },
};

export const instanceSuspend: Command = {
  name: 'instance suspend',
  summary: 'Close an instance; nothing that it has issued works any more.',
  options: NAME,
  async run(context, options) {
    return answerOf(await (await instancesOf(context)).suspend({ name: options.get('name') }));
  },
};

export const instanceActivate: Command = {
  name: 'instance activate',
  summary: 'End a suspension; people sign in anew.',
  options: NAME,
  async run(context, options) {
    return answerOf(await (await instancesOf(context)).activate({ name: options.get('name') }));
  },
};

export const instanceDelete: Command = {
  name: 'instance delete',
  summary: 'Delete a suspended instance with all that it holds; the server removes it in the background.',
  options: NAME,
  async run(context, options) {
    return answerOf(await (await instancesOf(context)).remove({ name: options.get('name') }));
  },
};

function instancesOf(context: CommandContext): Promise<AdministeredInstances> {
  return context.get(AdministeredInstances);
}

function answerOf({ id, name, title, status, issuer, baseUrl }: Instance): object {
  return { id, name, title, status, issuer, base_url: baseUrl };
}
