import { type Instance, Instances } from '../instances/index.js';
import type { Command } from './command.js';

export const instanceCreate: Command = {
  name: 'instance create',
  summary: 'Make an instance: an issuer with users, apps and keys of its own.',
  options: {
    name: { value: 'name', summary: 'its first path segment: a-z, 0-9 and -, 2 to 63 long', isRequired: true },
    title: { value: 'text', summary: 'what people read on its pages', isRequired: true },
  },
  async run(context, options) {
    const instances = await context.get(Instances);
    return answerOf(await instances.create({ name: options.get('name'), title: options.get('title') }));
  },
};

export const instanceList: Command = {
  name: 'instance list',
  summary: 'List the instances, suspended ones included.',
  options: {},
  async run(context) {
    const instances = await context.get(Instances);
    return { instances: (await instances.list()).map(answerOf) };
  },
};

function answerOf({ id, name, title, status, issuer, baseUrl }: Instance): object {
  return { id, name, title, status, issuer, base_url: baseUrl };
}
