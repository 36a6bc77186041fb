import { Operators } from '../operators/index.js';
import type { User } from '../users/index.js';
import type { Command, OptionDescriptions } from './command.js';

const EMAIL: OptionDescriptions = {
  email: { value: 'address', summary: 'of an account in the default instance', isRequired: true },
};

export const operatorAdd: Command = {
  name: 'operator add',
  summary: 'Let a person of the default instance run the service: instances, their settings, their end.',
  options: EMAIL,
  async run(context, options) {
    return answerOf(await (await context.get(Operators)).add(options.get('email')));
  },
};

export const operatorRemove: Command = {
  name: 'operator remove',
  summary: 'Take that away again.',
  options: EMAIL,
  async run(context, options) {
    return answerOf(await (await context.get(Operators)).remove(options.get('email')));
  },
};

export const operatorList: Command = {
  name: 'operator list',
  summary: 'List the people who run the service.',
  options: {},
  async run(context) {
    const operators = await context.get(Operators);
    return { operators: (await operators.list()).map(answerOf) };
  },
};

function answerOf({ id, email, name }: User): object {
  return { id, email, name };
}
