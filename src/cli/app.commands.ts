import { Apps } from '../apps/index.js';
import { parseScope } from '../core/scope.js';
import { CLIENT_OPTIONS, clientInput } from './client.commands.js';
import type { Command } from './command.js';

export const appCreate: Command = {
  name: 'app create',
  summary: 'Make an app with its first client, and answer the id and the secret of that client.',
  options: {
    name: { value: 'name', summary: 'its technical name: a-z, 0-9, _ and -, 3 to 64 long', isRequired: true },
    ...CLIENT_OPTIONS,
    scope: { value: 'names', summary: 'what it may ask for, space separated', isRepeatable: true },
    'entry-point': { value: 'url', summary: 'where people enter it' },
    vendor: { value: 'text', summary: 'who publishes it' },
    title: { value: 'text', summary: 'what people read; without it, the technical name' },
    'first-party': { summary: "it is the product's own: nobody is asked for consent" },
  },
  async run(context, options) {
    const { id: instanceId, name: instance, issuer } = await context.instance(options);
    const apps = await context.get(Apps);
    const name = options.get('name');
    const created = await apps.create({
      ...clientInput(options),
      instanceId,
      name,
      title: options.find('title'),
      vendor: options.find('vendor'),
      firstParty: options.has('first-party'),
      scope: options.list('scope').flatMap((names) => [...parseScope(names)]),
      entryPoint: options.find('entry-point'),
    });
    const { appId, id, secret } = created;
    return { app_id: appId, name, client_id: id, client_secret: secret, instance, issuer };
  },
};

export const appDisable: Command = {
  name: 'app disable',
  summary: 'Refuse an app and all its clients from now on; the tokens that they have die.',
  options: { name: { value: 'name', summary: 'its technical name', isRequired: true } },
  async run(context, options) {
    const { id, name: instance } = await context.instance(options);
    const name = options.get('name');
    const apps = await context.get(Apps);
    await apps.disable(id, name);
    return { name, status: 'disabled', instance };
  },
};
