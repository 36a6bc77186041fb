import { Users } from '../users/index.js';
import type { Command, OptionDescriptions } from './command.js';
import type { Options } from './options.js';

export const PERSON_OPTIONS: OptionDescriptions = {
  email: { value: 'address', summary: 'what they sign in with', isRequired: true },
  password: { value: 'password', summary: '`-` reads it from standard input', isRequired: true },
  name: { value: 'text', summary: 'what they are called; without it, the first part of the address' },
};

export const userCreate: Command = {
  name: 'user create',
  summary: 'Make an account for a person.',
  options: { ...PERSON_OPTIONS, verified: { summary: 'the address is known to be theirs' } },
  async run(context, options) {
    const instance = await context.instance(options);
    const users = await context.get(Users);
    const { id, email, name, emailVerified } = await users.create({
      instanceId: instance.id,
      email: options.get('email'),
      password: await context.password(options),
      name: nameOf(options),
      emailVerified: options.has('verified'),
    });
    return { id, email, name, email_verified: emailVerified, instance: instance.name };
  },
};

export function nameOf(options: Options): string {
  const email = options.get('email');
  return options.find('name') ?? (email.split('@')[0] || email);
}
