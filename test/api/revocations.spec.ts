import type { INestApplicationContext } from '@nestjs/common';
import type { InstanceId } from '../../src/core/ids.js';
import { Database } from '../../src/platform/database.js';
import { type Anchor, Revocations, RevocationsModule } from '../../src/revocations/index.js';
import { LiveRevocations } from '../../src/revocations/live-revocations.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes, refusal, withinBound } from '../support/nodes.js';

const INSTANCE = '019a0000-0000-7000-8000-000000000001' as InstanceId;
const HOUR = 3_600_000;

describe('the revocation feed', () => {
  const clock = new FixedClock();
  let nodes: Nodes;
  let node: INestApplicationContext;
  let revocations: Revocations;
  let other: Revocations;
  let database: Database;
  let count = 0;

  const anchor = (type: Anchor['type'] = 'user'): Anchor => ({ type, id: `it-${(count += 1)}` });
  const rows = async (): Promise<number> => {
    const [row] = await database.query<{ rows: number }>('SELECT COUNT(*) AS "rows" FROM revocations');
    return Number(row?.rows);
  };

  beforeAll(async () => {
    nodes = await Nodes.on({ modules: [RevocationsModule], clock });
    node = await nodes.start();
    revocations = node.get(Revocations, { strict: false });
    database = node.get(Database, { strict: false });
    other = (await nodes.start()).get(Revocations, { strict: false });
  });
  afterAll(() => nodes.cleanup());

  it('is in force here when the caller is answered, and on the other node within a second', async () => {
    const user = anchor();
    await revocations.revoke(INSTANCE, [anchor(), user], 'suspended');
    expect(revocations.isRevoked([anchor(), user], clock.now())).toBe(true);
    await withinBound(() => other.isRevoked([user], clock.now()));
    expect(() => other.assertCurrent()).not.toThrow();
  });

  it('kills what was issued before, and lets live what is issued later', async () => {
    const user = anchor();
    const replacedAt = await revocations.revoke(INSTANCE, [user], 'password changed');
    expect(revocations.isRevoked([user], clock.now())).toBe(true);
    expect(revocations.isRevoked([user], replacedAt)).toBe(false);
  });

  it('keeps single things dead whatever the clock of another replica says', async () => {
    const session = anchor('session');
    await revocations.revoke(INSTANCE, [session], 'signed out');
    expect(revocations.isRevoked([session], clock.now() + HOUR)).toBe(true);
  });

  it('joins the transaction: nothing dies of what is rolled back, and nothing before the commit', async () => {
    const [kept, undone] = [anchor(), anchor()];
    await database.transaction(async () => {
      await revocations.revoke(INSTANCE, [kept], 'kept');
      expect(revocations.isRevoked([kept], 0)).toBe(false);
    });
    expect(revocations.isRevoked([kept], 0)).toBe(true);
    const failed = database.transaction(async () => {
      await revocations.revoke(INSTANCE, [undone], 'undone');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const later = anchor();
    await revocations.revoke(INSTANCE, [later], 'later');
    await withinBound(() => other.isRevoked([later], 0));
    expect([revocations, other].some((feed) => feed.isRevoked([undone], 0))).toBe(false);
  });

  it('tells listeners of each entry once, on the node that wrote it and on the other', async () => {
    const heard: string[] = [];
    revocations.onRevoked(({ id }) => heard.push(`here ${id}`));
    other.onRevoked(({ id }) => heard.push(`there ${id}`));
    const users = Array.from({ length: 40 }, () => anchor());
    await Promise.all(users.map((user, index) => (index % 2 ? revocations : other).revoke(INSTANCE, [user], 'test')));
    const last = anchor();
    await other.revoke(INSTANCE, [last], 'test');
    await withinBound(() => heard.includes(`here ${last.id}`));
    await revocations.revoke(INSTANCE, [anchor()], 'test');
    await withinBound(() => heard.includes(`there it-${count}`));
    const expected = users.flatMap(({ id }) => [`here ${id}`, `there ${id}`]);
    expect(heard.filter((entry) => expected.includes(entry)).sort()).toEqual(expected.sort());
  });

  it('goes on after a listener that throws', async () => {
    revocations.onRevoked(() => {
      throw new Error('a mistake');
    });
    const user = anchor();
    await revocations.revoke(INSTANCE, [user], 'test');
    expect(revocations.isRevoked([user], 0)).toBe(true);
    const there = anchor();
    await other.revoke(INSTANCE, [there], 'test');
    await withinBound(() => revocations.isRevoked([there], 0));
  });

  it('announces a change without killing anything', async () => {
    const heard: number[] = [];
    const instance = anchor('instance');
    other.onRevoked(({ id }, notBefore) => {
      if (id === instance.id) heard.push(notBefore);
    });
    await revocations.announce(INSTANCE, [instance]);
    await withinBound(() => heard.length > 0);
    expect(heard).toEqual([0]);
    expect([revocations, other].some((feed) => feed.isRevoked([instance], 0))).toBe(false);
  });

  it('writes nothing for no anchors', async () => {
    const before = await rows();
    await revocations.revoke(INSTANCE, [], 'nothing');
    expect(await rows()).toBe(before);
  });

  it('knows after a restart what was revoked before', async () => {
    const user = anchor();
    await revocations.revoke(INSTANCE, [user], 'test');
    const restarted = await nodes.start();
    const feed = restarted.get(Revocations, { strict: false });
    expect(feed.isRevoked([user], 0)).toBe(true);
    expect(() => feed.assertCurrent()).not.toThrow();
    await nodes.stop(restarted);
  });

  it('fails closed where the feed can not be read, and recovers by itself (ASVS 16.5.3)', async () => {
    await database.execute('ALTER TABLE revocations RENAME TO hidden');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(() => revocations.assertCurrent()).toThrow(expect.objectContaining({ code: 'temporarily_unavailable' }));
    expect(await refusal(revocations.ensureCurrent())).toBe('temporarily_unavailable');
    await database.execute('ALTER TABLE hidden RENAME TO revocations');
    await revocations.ensureCurrent();
    expect(() => revocations.assertCurrent()).not.toThrow();
  });

  it('forgets, in memory and in the table, what can not matter any more', async () => {
    const user = anchor();
    await revocations.revoke(INSTANCE, [user], 'test');
    clock.advance(48 * HOUR);
    await revocations.revoke(INSTANCE, [user], 'again, so it stays');
    clock.advance(2 * HOUR);
    const live = node.get(LiveRevocations, { strict: false });
    await withinBound(async () => live.size === 1 && (await rows()) === 1);
    expect(revocations.isRevoked([user], 0)).toBe(true);
  });
});
