import type { DataSource } from 'typeorm';
import { moveDatabase } from '../platform/migrations/move-database.js';
import type { Command } from './command.js';

export const move: Command = {
  name: 'move',
  summary:
    'Carry everything into an empty database that `migrate` has prepared. The secret stays the same, and nobody is signed out.',
  options: {
    from: {
      value: 'url',
      summary: 'where everything is, such as sqlite:data/latchkey.sqlite; stop its server first',
      isRequired: true,
    },
    to: { value: 'url', summary: 'where it goes; without it, to DATABASE_URL' },
  },
  async run(context, options) {
    const { createDataSource } = await import('../../ormconfig.js');
    const [source, target] = [
      createDataSource(options.get('from')),
      createDataSource(options.find('to') ?? context.settings.databaseUrl),
    ];
    try {
      await Promise.all([source.initialize(), target.initialize()]);
      return { rows: await moveDatabase(source, target) };
    } finally {
      await Promise.all([source, target].map(close));
    }
  },
};

async function close(source: DataSource): Promise<void> {
  if (source.isInitialized) await source.destroy();
}
