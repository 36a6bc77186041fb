import type { INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '../../src/access/index.js';
import { Apps, AppsModule, type InstallationKey, Installations } from '../../src/apps/index.js';
import { type Instance, Instances } from '../../src/instances/index.js';
import { Memberships, Organizations, type PersonCaller } from '../../src/organizations/index.js';
import { Database } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes, refusal } from '../support/nodes.js';

const ROUNDS = 50;
const CROWD = 20;
const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';

let nodes: Nodes;
let replicas: readonly [INestApplicationContext, INestApplicationContext];
let instance: Instance;
let key: InstallationKey;
let owner: PersonCaller;

beforeAll(async () => {
  const access = AccessModule.forRoot({ imports: [], strategies: [] });
  nodes = await Nodes.on({ modules: [AppsModule, access], clock: new FixedClock() });
  replicas = [await nodes.start(), await nodes.start()];
  const [first] = replicas;
  instance = await first.get(Instances).create({ name: 'demo', title: 'Demo' });
  const input = { instanceId: instance.id, email: 'owner@example.com', name: 'Pat' };
  const { id: userId } = await first.get(Users).create(input);
  owner = { type: 'person', instanceId: instance.id, userId };
  const { id: organizationId } = await first.get(Organizations).create(owner, { name: 'Acme' });
  const app = { instanceId: instance.id, name: 'some-app', scope: [READ, MEMBERS], redirectUris: [] };
  const { appId } = await first.get(Apps).create(app);
  key = { instanceId: instance.id, organizationId, appId };
});
afterAll(() => nodes.cleanup());

const installations = (index: number): Installations => (replicas[index % 2] ?? replicas[0]).get(Installations);
const install = (index: number) =>
  installations(index).install(owner, key.organizationId, { app: key.appId, scope: new Set([READ]) });
const crowd = <T>(work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CROWD }, (_, index) => work(index)));
const standing = () =>
  replicas[0]
    .get(Database)
    .query<{ id: string; version: number }>('SELECT id, version FROM installations WHERE uninstalled_at IS NULL');

describe(`${CROWD} decisions at one moment, on two replicas, ${ROUNDS} rounds`, () => {
  it('install an app once, and uninstall it once', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcomes = await crowd((index) => refusal(install(index)));
      expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(CROWD - 1);
      const rows = await standing();
      expect(rows).toHaveLength(1);
      const address = { organizationId: key.organizationId, installationId: rows[0]?.id ?? '' };
      seen.add(address.installationId);
      const ends = await crowd((index) => refusal(installations(index).uninstall(owner, address)));
      expect(ends.filter((outcome) => outcome === undefined)).toHaveLength(1);
      expect(ends.filter((outcome) => outcome === 'not_found')).toHaveLength(CROWD - 1);
      expect(await standing()).toEqual([]);
    }
    expect(seen.size).toBe(ROUNDS);
  }, 120_000);

  it('T166 nobody installs after the right is gone: demotion against installation', async () => {
    const [first, second] = replicas;
    const input = { instanceId: instance.id, email: 'admin@example.com', name: 'Sam' };
    const { id: userId } = await second.get(Users).create(input);
    const admin: PersonCaller = { type: 'person', instanceId: instance.id, userId };
    await joinAsAdmin(admin);
    const membershipId = (await first.get(Memberships).find(userId, key.organizationId))?.id ?? '';
    const setRoles = (role: 'admin' | 'member') =>
      first.get(Memberships).setRoles(owner, { organizationId: key.organizationId, membershipId }, [role]);
    for (let round = 0; round < ROUNDS; round += 1) {
      await setRoles('admin');
      const wish = { app: key.appId, scope: new Set([READ]) };
      const [outcome] = await Promise.all([
        refusal(second.get(Installations).install(admin, key.organizationId, wish)),
        setRoles('member'),
      ]);
      const rows = await standing();
      expect([outcome, rows.length]).toEqual(outcome === undefined ? [undefined, 1] : ['forbidden', 0]);
      expect(await refusal(second.get(Installations).install(admin, key.organizationId, wish))).toBe('forbidden');
      for (const { id } of rows) {
        const address = { organizationId: key.organizationId, installationId: id };
        await first.get(Installations).uninstall(owner, address);
      }
    }
  }, 120_000);

  it('every approval counts: a version for each change, and one that stands', async () => {
    await install(0);
    const [before] = await standing();
    const address = { organizationId: key.organizationId, installationId: before?.id ?? '' };
    const outcomes = await crowd((index) =>
      refusal(installations(index).setScope(owner, address, new Set([READ, MEMBERS]))),
    );
    expect(outcomes).toEqual(Array.from({ length: CROWD }, () => undefined));
    expect(await standing()).toEqual([{ id: before?.id, version: 2 }]);
  });
});

/** Without the letter that an invitation takes. */
async function joinAsAdmin({ userId }: PersonCaller): Promise<void> {
  await replicas[0].get(Database).execute(
    `INSERT INTO memberships (id, instance_id, organization_id, user_id, roles, is_owner, created_at, updated_at)
     VALUES ($1, $2, $3, $4, '["admin"]', $5, 1, 1)`,
    ['01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c19', instance.id, key.organizationId, userId, false],
  );
}
