import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import {
  Clock,
  Database,
  Mint,
  parseSettings,
  PasswordHasher,
  PlatformModule,
  Random,
  Settings,
  Throttle,
  Vault,
} from '../../src/platform/index.js';
import { createDataSource } from '../../ormconfig.js';
import { FixedClock } from '../support/fixed-clock.js';

describe('the platform module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('provides the outside world, with the schema up to date', async () => {
    const settings = parseSettings({ DATABASE_URL: `sqlite:${join(folder, 'a.sqlite')}`, LATCHKEY_SECRET: 'a secret' });
    const platform = PlatformModule.forRoot({ settings, createDataSource, clock: new FixedClock(1_700_000_000_000) });
    const module = await Test.createTestingModule({ imports: [platform] }).compile();
    expect(module.get(Settings)).toBe(settings);
    expect(module.get(Clock).now()).toBe(1_700_000_000_000);
    expect(module.get(Mint).now()).toBe(1_700_000_000_000);
    expect(module.get(Random).token()).toMatch(/^[\w-]{43}$/);
    expect(module.get(Random).uuid(1_700_000_000_000)).toMatch(/^018bcfe5-6800-7/);
    for (const provided of [Vault, PasswordHasher, Throttle]) expect(module.get(provided)).toBeInstanceOf(provided);
    expect(await module.get(Database).query('SELECT count(*) AS "count" FROM users')).toEqual([{ count: 0 }]);
    await module.close();
  });
});
