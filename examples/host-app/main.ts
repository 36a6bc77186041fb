import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { createHttpApp, DemoSeed, parseSettings, Setup } from 'latchkey';
import { AppModule } from './app.module.js';

// Of its own database, for as long as it runs; a product sets DATABASE_URL and LATCHKEY_SECRET.
const settings = parseSettings({
  HTTP_ADAPTER: 'express',
  DATABASE_URL: `sqlite:${join(mkdtempSync(join(tmpdir(), 'latchkey-')), 'shop.sqlite')}`,
  LATCHKEY_SECRET: randomBytes(32).toString('base64url'),
  ...process.env,
});
const app = await createHttpApp(AppModule.forRoot(settings), settings);
await app.init();
await app.get(Setup).prepare();
await app.listen(settings.port, settings.host);
const { email, password } = app.get(DemoSeed).credentials();
new Logger('Example').log(`the shop listens on ${await app.getUrl()}; sign in as ${email} with ${password}`);
