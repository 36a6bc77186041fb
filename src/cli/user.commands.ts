import { mostApiKeys, PLANS } from '../api-keys/index.js';
import { notFound } from '../core/errors.js';
import { SecondFactorChanges } from '../login/index.js';
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

export const userResetSecondFactor: Command = {
  name: 'user reset-second-factor',
  summary: 'Turn the second factor off of a person who has lost the app and the backup codes. They are told by mail.',
  options: { email: { value: 'address', summary: 'what they sign in with', isRequired: true } },
  async run(context, options) {
    const instance = await context.instance(options);
    const [users, factors] = [await context.get(Users), await context.get(SecondFactorChanges)];
    const user = await users.findByEmail(instance.id, options.get('email'));
    if (!user) throw notFound('there is no such user');
    await factors.turnOff(user);
    return { id: user.id, email: user.email, second_factor: false, instance: instance.name };
  },
};

export const userSetPlan: Command = {
  name: 'user set-plan',
  summary: 'Say what a person has bought: how many API keys they may have at a time.',
  options: {
    email: { value: 'address', summary: 'what they sign in with', isRequired: true },
    plan: { value: 'plan', summary: `one of ${PLANS.join(', ')}`, isRequired: true },
  },
  async run(context, options) {
    const instance = await context.instance(options);
    const users = await context.get(Users);
    const plan = options.choice('plan', PLANS) ?? '';
    const user = await users.findByEmail(instance.id, options.get('email'));
    if (!user) throw notFound('there is no such user');
    await users.setPlan({ instanceId: instance.id, userId: user.id }, plan);
    return { id: user.id, email: user.email, plan, api_keys: mostApiKeys(plan), instance: instance.name };
  },
};

export function nameOf(options: Options): string {
  const email = options.get('email');
  return options.find('name') ?? (email.split('@')[0] || email);
}
