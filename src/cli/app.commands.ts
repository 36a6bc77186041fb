import { type App, type AppInput, Apps } from '../apps/index.js';
import { type InstanceId, isUuid } from '../core/ids.js';
import { parseScope } from '../core/scope.js';
import { Organizations } from '../organizations/index.js';
import { CLIENT_OPTIONS, clientInput } from './client.commands.js';
import type { Command } from './command.js';
import type { CommandContext } from './command-context.js';
import type { Options } from './options.js';

export const appCreate: Command = {
  name: 'app create',
  summary: 'Make an app with its first client, and answer the id and the secret of that client.',
  options: {
    name: { value: 'name', summary: 'its technical name: a-z, 0-9, _ and -, 3 to 64 long', isRequired: true },
    ...CLIENT_OPTIONS,
    scope: { value: 'names', summary: 'what it may ask for, space separated', isRepeatable: true },
    'entry-point': { value: 'url', summary: 'where people enter it' },
    vendor: { value: 'text', summary: 'who publishes it: id or slug of an organization, or any name' },
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
      ...(await vendorOf(context, options, instanceId)),
      firstParty: options.has('first-party'),
      scope: options.list('scope').flatMap((names) => [...parseScope(names)]),
      entryPoint: options.find('entry-point'),
    });
    const { appId, id, secret } = created;
    return { app_id: appId, name, client_id: id, client_secret: secret, instance, issuer };
  },
};

/** An organization manages the app that it publishes; a mere name manages nothing. @throws not_found for an id of none */
async function vendorOf(
  context: CommandContext,
  options: Options,
  instanceId: InstanceId,
): Promise<Pick<AppInput, 'vendor' | 'vendorOrganizationId'>> {
  const vendor = options.find('vendor');
  if (vendor === undefined) return {};
  const organizations = await context.get(Organizations);
  const found = await organizations.getNamed(instanceId, vendor).catch((error: unknown) => {
    if (isUuid(vendor)) throw error;
    return undefined;
  });
  return found ? { vendor: found.name, vendorOrganizationId: found.id } : { vendor };
}

export const appList: Command = {
  name: 'app list',
  summary: 'List the apps, disabled ones included.',
  options: {},
  async run(context, options) {
    const { id, name: instance } = await context.instance(options);
    const apps = await context.get(Apps);
    return { instance, apps: (await apps.list(id)).map(answerOf) };
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

export const appEnable: Command = {
  name: 'app enable',
  summary: 'Let an app and its clients in again; tokens from before stay dead.',
  options: { name: { value: 'name', summary: 'its technical name', isRequired: true } },
  async run(context, options) {
    const { id, name: instance } = await context.instance(options);
    const name = options.get('name');
    const apps = await context.get(Apps);
    await apps.enable(id, name);
    return { name, status: 'active', instance };
  },
};

function answerOf({ id, name, title, vendor, kind, status, vendorOrganizationId, scope }: App): object {
  return { app_id: id, name, title, vendor, organization_id: vendorOrganizationId, kind, status, scope };
}
