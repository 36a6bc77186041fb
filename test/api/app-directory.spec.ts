import { Apps } from '../../src/apps/index.js';
import { AppTests } from '../support/apps.js';
import { OrganizationTests, outcomeOf, type Person, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
afterAll(() => server.stop());

function browse({ path, owner }: TestOrganization, query = '', by: Person = owner) {
  return tests.call(by.visitor, 'GET', `${path}/available-apps${query}`);
}

async function titles(organization: TestOrganization, query = ''): Promise<readonly string[]> {
  const { json } = await browse(organization, query);
  return (json['apps'] as readonly { readonly title: string }[]).map(({ title }) => title);
}

describe('the apps that an organization can install', () => {
  it('are everybody’s public ones and its own private ones, while they are active', async () => {
    const [vendor, other] = [await tests.organization(), await tests.organization()];
    await apps.app({ title: 'Shelf public' }, vendor);
    await apps.app({ title: 'Shelf private', kind: 'private' }, vendor);
    const gone = await apps.app({ title: 'Shelf disabled' }, vendor);
    await tests.call(vendor.owner.visitor, 'POST', `${gone.path}/disable`);
    expect(await titles(vendor, '?query=shelf')).toEqual(['Shelf private', 'Shelf public']);
    expect(await titles(other, '?query=shelf')).toEqual(['Shelf public']);
  });

  it('say who publishes them, what they ask of an organization in words, and whether it has them', async () => {
    const vendor = await tests.organization('Truthful Printing');
    const description = { en: 'Plans print jobs', de: 'Plant Druckaufträge' };
    const scopes = ['directory.organization.r', 'directory.person.r'];
    const input = { title: 'Described', description, logoUrl: 'https://app.test/logo.svg', scopes };
    const app = await apps.app({ ...input, name: 'described' }, vendor);
    const organization = await tests.organization();
    const shown = {
      ...{ id: app.id, name: 'described', kind: 'public', title: 'Described', vendor: 'Truthful Printing' },
      ...{ vendorOrganization: vendor.id, description, logoUrl: 'https://app.test/logo.svg', installed: false },
      requested: [
        {
          name: 'directory.organization.r',
          description: { en: 'See the details of the organization', de: 'Die Angaben zur Organisation sehen' },
        },
      ],
    };
    expect((await browse(organization, '?query=described')).json).toEqual({ apps: [shown], total: 1, page: 1 });
    await apps.installed(organization, app, ['directory.organization.r']);
    expect((await browse(organization, '?query=described')).json['apps']).toEqual([{ ...shown, installed: true }]);
    expect((await browse(vendor, '?query=described')).json['apps']).toEqual([shown]);
  });

  it('T177 name their vendor as it is called now, whatever the app was published under', async () => {
    const vendor = await tests.organization('Old Name Ltd');
    await apps.app({ title: 'Of the renamed', name: 'of_the_renamed' }, vendor);
    await tests.call(vendor.owner.visitor, 'PATCH', vendor.path, { name: 'New Name Ltd' });
    const { json } = await browse(vendor, '?query=of_the_renamed');
    expect(json['apps']).toEqual([expect.objectContaining({ vendor: 'New Name Ltd', vendorOrganization: vendor.id })]);
  });

  it('have the vendor that the operator says where no organization publishes them', async () => {
    const app = { name: 'operators-own', title: 'Operators own', redirectUris: [], scope: [] };
    await server.app.get(Apps).create({ ...app, instanceId: server.instance.id, vendor: 'The House' });
    const { json } = await browse(await tests.organization(), '?query=operators-own');
    const [shown] = json['apps'] as readonly Record<string, unknown>[];
    expect(shown).toMatchObject({ vendor: 'The House' });
    expect(shown).not.toHaveProperty('vendorOrganization');
  });

  it('are found by a part of their title, name or vendor, in any case, and by nothing that SQL would read', async () => {
    const vendor = await tests.organization('Findable Vendor');
    await apps.app({ title: 'Needle 100%', name: 'in_the_hay' }, vendor);
    for (const query of ['NEEDLE', 'the_hay', 'findable%20v', '100%25']) {
      expect(await titles(vendor, `?query=${query}`)).toEqual(['Needle 100%']);
    }
    for (const query of ['n%25dle', 'in%25hay', "'%20OR%201%3D1", '!']) {
      expect(await titles(vendor, `?query=${query}`)).toEqual([]);
    }
  });

  it('come in pages', async () => {
    const vendor = await tests.organization();
    for (let i = 10; i < 32; i += 1) await apps.app({ title: `Paged ${i}` }, vendor);
    const [first, second] = [await browse(vendor, '?query=paged'), await browse(vendor, '?query=paged&page=2')];
    expect([first.json['total'], (first.json['apps'] as unknown[]).length, first.json['page']]).toEqual([22, 20, 1]);
    expect([second.json['total'], second.json['page']]).toEqual([22, 2]);
    expect(await titles(vendor, '?query=paged&page=2')).toEqual(['Paged 30', 'Paged 31']);
    expect(await titles(vendor, '?query=paged&page=3')).toEqual([]);
    expect(outcomeOf(await browse(vendor, '?page=0'))).toBe('400 invalid_input');
  });

  it('are for members to see', async () => {
    const organization = await tests.organization();
    const [member, stranger] = [await tests.member(organization), await tests.person()];
    expect((await browse(organization, '', member)).status).toBe(200);
    expect(outcomeOf(await browse(organization, '', stranger))).toBe('404 not_found');
  });
});
