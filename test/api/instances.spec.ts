import { Controller, Get, type INestApplicationContext, Module } from '@nestjs/common';
import { Public } from '../../src/access/index.js';
import type { InstanceId } from '../../src/core/ids.js';
import { CurrentInstance, type Instance, Instances, InstancesModule } from '../../src/instances/index.js';
import { Database } from '../../src/platform/database.js';
import { Revocations, RevocationsModule } from '../../src/revocations/index.js';
import { SeededRandom } from '../support/seeded-random.js';
import { Nodes, refusal, withinBound } from '../support/nodes.js';

@Controller()
class NameController {
  @Get([':instance/name', 'name'])
  @Public()
  name(@CurrentInstance() instance: Instance): { readonly name: string } {
    return { name: instance.name };
  }
}

@Module({ imports: [InstancesModule], controllers: [NameController] })
class NameModule {}

describe('instances', () => {
  let nodes: Nodes;
  let node: INestApplicationContext;
  let instances: Instances;
  let other: Instances;

  beforeAll(async () => {
    nodes = await Nodes.on({ modules: [RevocationsModule, InstancesModule, NameModule], random: new SeededRandom() });
    node = await nodes.start();
    instances = node.get(Instances, { strict: false });
    other = (await nodes.start()).get(Instances, { strict: false });
  });
  afterAll(() => nodes.cleanup());

  it('has its own URL and issuer, and defaults for what is not set', async () => {
    await instances.create({ name: 'acme', title: 'Acme & Söhne', settings: { signUp: 'closed' } });
    const { settings, ...acme } = await instances.get('acme');
    expect(acme).toMatchObject({ baseUrl: 'https://id.example/acme', issuer: 'https://id.example/acme/oauth2/v1' });
    expect(settings).toEqual({
      signUp: 'closed',
      locale: 'en',
      allowedOrigins: [],
      accessTokenFormat: 'jwt',
      algorithm: 'ES256',
      branding: { name: 'Acme & Söhne', colour: expect.stringMatching(/^#[0-9a-f]{6}$/) },
    });
    expect(await instances.getById(acme.id)).toEqual({ ...acme, settings });
  });

  it.each([
    '.well-known',
    'api',
    'admin',
    'oauth',
    'oauth2',
    'docs',
    'health',
    'metrics',
    'assets',
    'null',
    '__proto__',
    'constructor',
    'static',
    'a',
    '',
    'Acme',
    'ac me',
    'acmé',
    '1acme',
    'acme/x',
    'acme\n',
    'a'.repeat(64),
    'a'.repeat(100_000),
  ])('T261 is not created, nor found, under the name %.20j', async (name) => {
    expect(await refusal(instances.create({ name, title: 'Any' }))).toBe('invalid_input');
    expect(await refusal(instances.get(name))).toBe('unknown_instance');
  });

  it('has a name of its own, also when two take it at once', async () => {
    const attempts = [instances, other, instances, other].map((each) => each.create({ name: 'twice', title: 'Twice' }));
    const outcomes = await Promise.all(attempts.map(refusal));
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'conflict', undefined]);
  });

  it.each([
    { accessTokenLifetime: 25 * 3_600_000 },
    { accessTokenLifetime: 0 },
    { allowedOrigins: ['https://app.example/path'] },
    { allowedOrigins: ['*'] },
    { branding: { colour: 'red;background:url(//evil)' } },
    { branding: { logo: 'javascript:alert(1)' } },
    { branding: { name: 'a\u202eb' } },
  ])('T260 does not take the settings %j', async (settings) => {
    expect(await refusal(instances.create({ name: 'unsettled', title: 'Any', settings }))).toBe('invalid_input');
  });

  it('is read once, until it is announced as changed', async () => {
    const { id } = await instances.create({ name: 'cached', title: 'Cached' });
    await instances.get('cached');
    await node.get(Database, { strict: false }).execute('DELETE FROM instances WHERE id = $1', [id]);
    expect((await instances.get('cached')).id).toBe(id);
    await node.get(Revocations, { strict: false }).announce(id, [{ type: 'instance', id }]);
    expect(await refusal(instances.get('cached'))).toBe('unknown_instance');
  });

  it('is noticed at once by a process that looked for it in vain', async () => {
    expect(await refusal(other.get('newcomer'))).toBe('unknown_instance');
    const { id } = await instances.create({ name: 'newcomer', title: 'Newcomer' });
    expect((await other.get('newcomer')).id).toBe(id);
  });

  it('is not remembered where its creation was rolled back', async () => {
    const database = node.get(Database, { strict: false });
    const undone = database.transaction(async () => {
      await instances.create({ name: 'undone', title: 'Undone' });
      await instances.get('undone');
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await refusal(instances.get('undone'))).toBe('unknown_instance');
  });

  it('is changed on every node within a second', async () => {
    const { id } = await instances.create({ name: 'changing', title: 'Changing' });
    await instances.configure(id, { branding: { colour: '#ff0000' } });
    await other.get('changing');
    await instances.configure(id, { signUp: 'closed' });
    expect((await instances.get('changing')).settings.signUp).toBe('closed');
    await withinBound(async () => (await other.get('changing')).settings.signUp === 'closed');
    expect((await other.get('changing')).settings.branding).toEqual({ name: 'Changing', colour: '#ff0000' });
  });

  it('is unknown while it is suspended, and what it issued before stays dead', async () => {
    const revocations = node.get(Revocations, { strict: false });
    const { id } = await instances.create({ name: 'closing', title: 'Closing' });
    await other.get('closing');
    await instances.suspend(id);
    expect(await refusal(instances.get('closing'))).toBe('unknown_instance');
    await withinBound(async () => (await refusal(other.get('closing'))) === 'unknown_instance');
    await instances.activate(id);
    expect((await instances.getById(id)).name).toBe('closing');
    expect(revocations.isRevoked([{ type: 'instance', id }], nodes.clock.now())).toBe(true);
    expect(await refusal(instances.suspend('nobody' as InstanceId))).toBe('unknown_instance');
  });

  describe.each(['fastify', 'express'] as const)('in the path, on %s', (adapter) => {
    let url: string;

    beforeAll(async () => {
      ({ url } = await nodes.serve(adapter));
      await refusal(instances.create({ name: 'demo', title: 'Demo' }));
    });

    it.each([
      ['/acme/name', 200, 'acme'],
      ['/name', 200, 'demo'],
      ['/demo/name?x=/acme/', 200, 'demo'],
    ])('is found by %s', async (path, status, name) => {
      const response = await fetch(url + path);
      expect([response.status, await response.json()]).toEqual([status, { name }]);
    });

    it.each(['/nobody/name', '/%61cme/name', '/ACME/name', '/acme%2f/name', '/__proto__/name', '/acme;x/name'])(
      'T259 is not found by %s',
      async (path) => {
        const response = await fetch(url + path);
        expect([400, 404]).toContain(response.status);
      },
    );
  });
});
