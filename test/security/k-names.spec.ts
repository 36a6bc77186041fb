import { OrganizationTests, ORGANIZATIONS, outcomeOf } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let tests: OrganizationTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
});
afterAll(() => server.stop());

describe('T177 names that look alike are one name', () => {
  const create = async (name: string) => {
    const { visitor } = await tests.person();
    return tests.call(visitor, 'POST', ORGANIZATIONS, { name });
  };

  it.each([
    'LOOKALIKE GmbH',
    'lookalike gmbh',
    'Ｌookalike GmbH',
    'Lookalike  GmbH',
    'Lookalike\u00a0GmbH',
    'Lookalike GmbH.',
    'Lóokalike GmbH',
    'Loo\u212aalike GmbH',
    '𝐋ookalike GmbH',
  ])('%j is taken', async (name) => {
    const first = await create('Lookalike GmbH');
    expect([201, 409]).toContain(first.status);
    expect(outcomeOf(await create(name))).toBe('409 conflict');
  });

  it.each([
    'Zero\u200bWidth',
    '\u202eemcA',
    'A\u2066b\u2069',
    'Bell\u0007',
    'Two\nLines',
    'Ac\ufeffme',
    'A\u00adcme',
    '\u3164',
  ])('%j is refused', async (name) => expect(outcomeOf(await create(name))).toBe('400 invalid_input'));

  it.each(['admin', 'Admin', 'ＡＤＭＩＮ', 'Sécurity', 'system.', 'constructor', 'OAuth2', ' support '])(
    '%j is reserved',
    async (name) => {
      const refused = await create(name);
      expect([outcomeOf(refused), refused.json['fields']]).toEqual([
        '400 invalid_input',
        { name: 'this name is reserved' },
      ]);
    },
  );

  it('is shown as it was folded, and names of every script are names', async () => {
    const { json } = await create('Ｗide  Ｎame ﬁne');
    expect(json).toMatchObject({ name: 'Wide Name fine', slug: 'wide-name-fine' });
    for (const name of ['日本印刷', 'Печать', 'مطبعة', '日本 Acme', 'x'.repeat(200)]) {
      const created = await create(name);
      expect(created.json).toMatchObject({ name, slug: expect.stringMatching(/^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/) });
      expect(outcomeOf(await create(name))).toBe('409 conflict');
    }
  });
});
