import { Apps, InstallationChanges, type InstallationKey, Installations } from '../apps/index.js';
import { notFound } from '../core/errors.js';
import { parseScope } from '../core/scope.js';
import type { Instance } from '../instances/index.js';
import { Organizations } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import type { Command, OptionDescriptions } from './command.js';
import type { CommandContext } from './command-context.js';
import type { Options } from './options.js';

const WHICH: OptionDescriptions = {
  organization: { value: 'name', summary: 'id or slug of the organization', isRequired: true },
  app: { value: 'name', summary: 'technical name of the app', isRequired: true },
};

export const installationCreate: Command = {
  name: 'installation create',
  summary: 'Install an app for an organization, with a part of what it asks for.',
  options: { ...WHICH, scope: { value: 'names', summary: 'what it may do, space separated', isRepeatable: true } },
  async run(context, options) {
    const instance = await context.instance(options);
    const key = await keyOf(context, options, instance);
    const scope = parseScope(options.list('scope').join(' '));
    const [changes, database] = [await context.get(InstallationChanges), await context.get(Database)];
    const id = await database.transaction(() => changes.install(key, { scope }));
    return { id, ...answerOf(key, instance), scope: [...scope], version: 1 };
  },
};

export const installationDelete: Command = {
  name: 'installation delete',
  summary: 'Uninstall an app of an organization; the tokens that it has for it die.',
  options: WHICH,
  async run(context, options) {
    const instance = await context.instance(options);
    const key = await keyOf(context, options, instance);
    const [installations, changes] = [await context.get(Installations), await context.get(InstallationChanges)];
    const database = await context.get(Database);
    return database.transaction(async () => {
      const installation = await installations.findStanding(key);
      if (!installation) throw notFound('the app is not installed there');
      await changes.uninstall(installation);
      return { id: installation.id, ...answerOf(key, instance), status: 'uninstalled' };
    });
  },
};

async function keyOf(
  context: CommandContext,
  options: Options,
  { id: instanceId }: Instance,
): Promise<InstallationKey> {
  const [organizations, apps] = [await context.get(Organizations), await context.get(Apps)];
  const { id: organizationId } = await organizations.getNamed(instanceId, options.get('organization'));
  return { instanceId, organizationId, appId: await apps.getId(instanceId, options.get('app')) };
}

function answerOf({ organizationId, appId }: InstallationKey, { name: instance }: Instance): object {
  return { organization_id: organizationId, app_id: appId, instance };
}
