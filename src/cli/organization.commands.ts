import { notFound } from '../core/errors.js';
import { Organizations } from '../organizations/index.js';
import { Users } from '../users/index.js';
import type { Command } from './command.js';

export const organizationCreate: Command = {
  name: 'organization create',
  summary: 'Make an organization, owned by a person who has an account.',
  options: {
    name: { value: 'text', summary: 'what people read', isRequired: true },
    owner: { value: 'address', summary: 'e-mail address of its first owner', isRequired: true },
  },
  async run(context, options) {
    const { id: instanceId, name: instance } = await context.instance(options);
    const [users, organizations] = [await context.get(Users), await context.get(Organizations)];
    const owner = await users.findByEmail(instanceId, options.get('owner'));
    if (!owner) throw notFound('there is no account with this e-mail address');
    const input = { name: options.get('name') };
    const { id, name, slug } = await organizations.create({ instanceId, userId: owner.id }, input);
    return { id, name, slug, owner: owner.email, instance };
  },
};
