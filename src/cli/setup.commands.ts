import { Setup } from '../operations/index.js';
import { Database } from '../platform/index.js';
import { runMigrations } from '../platform/migrations/run-migrations.js';
import type { Command } from './command.js';
import { UsageError } from './usage-error.js';
import { nameOf, PERSON_OPTIONS } from './user.commands.js';

export const init: Command = {
  name: 'init',
  summary: 'Make the default instance and its first person, so that the server can start in production.',
  options: PERSON_OPTIONS,
  async run(context, options) {
    const { defaultInstance } = context.settings;
    if ((options.find('instance') ?? defaultInstance) !== defaultInstance) {
      throw new UsageError('init makes the default instance; set DEFAULT_INSTANCE to name it');
    }
    const [setup, database] = [await context.get(Setup), await context.get(Database)];
    const first = { email: options.get('email'), password: await context.password(options), name: nameOf(options) };
    // A person who is refused leaves no instance behind: it would let the server start with nobody in it.
    const { name: instance, issuer, baseUrl } = await database.transaction(() => setup.init(first));
    return { instance, issuer, base_url: baseUrl, email: first.email };
  },
};

export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring the schema of the database up to date. Safe to repeat, and to run several times at once.',
  options: {},
  async run({ settings }) {
    const { createDataSource } = await import('../../ormconfig.js');
    const source = await createDataSource(settings.databaseUrl).initialize();
    try {
      await runMigrations(source);
      return { migrations: source.migrations.map(({ name, constructor }) => name ?? constructor.name) };
    } finally {
      await source.destroy();
    }
  },
};
