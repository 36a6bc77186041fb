#!/usr/bin/env node
import 'reflect-metadata';
import { LatchkeyModule } from './latchkey.module.js';
import { addExplorer, DemoSeed, EXPLORER_CLIENT, greeting, Setup, startFailure } from './operations/index.js';
import { createHttpApp, type Settings, standaloneSettings, stopOnSignals } from './platform/index.js';

async function serve(settings: Settings): Promise<void> {
  const app = await createHttpApp(LatchkeyModule.forRoot({ settings }), settings);
  addExplorer(app, settings.seedDemo ? EXPLORER_CLIENT : undefined);
  await app.init();
  const instance = await app.get(Setup).prepare();
  stopOnSignals(app, settings);
  await app.listen(settings.port, settings.host);
  const demo = settings.seedDemo ? app.get(DemoSeed).credentials() : undefined;
  console.log(greeting({ settings, instance, demo }));
}

try {
  await serve(standaloneSettings(process.env));
} catch (error) {
  console.error(`Latchkey can not start: ${startFailure(error)}`);
  process.exit(1);
}
