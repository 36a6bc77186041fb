import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';
import { formsOf } from '../support/visitor.js';

let server: TestServer;
let tests: OrganizationTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
});
afterAll(() => server.stop());

const DEVELOPER = '/demo/developer';
const SECRET = /cs_[A-Za-z0-9_-]{20,}/;
let count = 0;

type Fields = Readonly<Record<string, string>>;

/** Sends the one form of the page whose action ends so, as it was shown, with some fields filled in. */
function submit({ visitor }: Person, page: Answer, ending: string, fields: Fields = {}): Promise<Answer> {
  const which = formsOf(page.text).findIndex(({ action }) => action.endsWith(ending));
  if (which < 0) throw new Error(`no form for ${ending}: ${page.status} ${page.text.slice(0, 200)}`);
  server.clock.advance(1);
  return visitor.submit(page, fields, which);
}

function open({ visitor }: Person, path: string): Promise<Answer> {
  return visitor.open(path);
}

interface Made {
  readonly vendor: TestOrganization;
  readonly name: string;
  /** The answer to the form. */
  readonly page: Answer;
  readonly path: string;
}

async function make(fields: Fields = {}, vendor?: TestOrganization): Promise<Made> {
  count += 1;
  const name = `press_${count}`;
  const publisher = vendor ?? (await tests.organization());
  const list = await open(publisher.owner, DEVELOPER);
  const input = { organization: publisher.id, title: 'Press Room', name, redirect_uris: 'https://app.test/cb' };
  const page = await submit(publisher.owner, list, '/developer', { ...input, ...fields });
  const path = /action="([^"]+)\/details"/.exec(page.text)?.[1] ?? '';
  return { vendor: publisher, name: fields['name'] ?? name, page, path };
}

/** The page of the app after a form was sent, by way of the redirect. */
async function change(made: Made, ending: string, fields: Fields = {}): Promise<Answer> {
  const answer = await submit(made.vendor.owner, await open(made.vendor.owner, made.path), ending, fields);
  return made.vendor.owner.visitor.follow(answer);
}

describe('the developer’s first page', () => {
  it('sends whoever is not signed in to the sign-in', async () => {
    const { location, status } = await server.visitor().get(DEVELOPER);
    expect([status, location]).toEqual([303, expect.stringContaining('/demo/sign-in?')]);
  });

  it('lists the apps of the organizations that the person administers, and no others', async () => {
    const { vendor, name } = await make({ title: 'Listed App' });
    const [admin, member] = [await tests.member(vendor, ['admin']), await tests.member(vendor)];
    expect((await open(admin, DEVELOPER)).text).toContain(name);
    expect((await open(member, DEVELOPER)).text).not.toContain(name);
    expect((await open(await tests.person(), DEVELOPER)).text).toContain('Apps are published by organizations.');
  });

  it('makes an app and shows its secret in that answer alone (T154)', async () => {
    const { page, path, vendor, name } = await make();
    const [secret] = SECRET.exec(page.text) ?? [];
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(secret).toBeDefined();
    expect(page.location).toBeUndefined();
    const again = await open(vendor.owner, path);
    expect(again.text).toContain(name);
    expect(again.text).not.toMatch(SECRET);
    expect(again.text).toContain(`Secret ending in ${secret?.slice(-4)}`);
    const clientId = /id="client-id">([^<]+)</.exec(page.text)?.[1] ?? '';
    const app = { appId: '', clientId, clientSecret: secret ?? '', redirectUri: '' };
    expect((await server.token(app, { token: 'unknown' }, 'introspect')).status).toBe(200);
  });

  it('makes an app that keeps no secret', async () => {
    const { page } = await make({ client: 'public' });
    expect(page.text).toContain('This client has no secret');
    expect(page.text).not.toMatch(SECRET);
  });

  it('shows the form again with what was typed, and why (T177)', async () => {
    const { vendor, name } = await make();
    for (const [fields, sentence] of [
      [{ name }, 'This name is taken'],
      [{ name: 'zaikio' }, 'Some names are reserved'],
      [{ name: 'Print' }, 'Use lower-case letters'],
      [{ redirect_uris: 'https://*.example/' }, 'Redirect URLs are https'],
      [{ title: 'Press \u202eRoom' }, 'Enter a title'],
    ] as const) {
      const { page } = await make({ title: 'Typed Title', ...fields }, vendor);
      expect([page.status, page.text]).toEqual([expect.any(Number), expect.stringContaining(sentence)]);
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.text).not.toMatch(SECRET);
    }
  });

  it('makes none for an organization that the person does not administer (T171)', async () => {
    const [vendor, other] = [await tests.organization(), await tests.organization()];
    const member = await tests.member(other);
    const list = await open(vendor.owner, DEVELOPER);
    const input = { title: 'Forged', name: 'forged_app', redirect_uris: 'https://app.test/cb' };
    expect((await submit(vendor.owner, list, '/developer', { ...input, organization: other.id })).status).toBe(404);
    const token = formsOf(list.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    const form = { ...input, organization: other.id, csrf: token };
    expect((await member.visitor.post(DEVELOPER, { form, headers: { origin: server.origin } })).status).toBe(403);
    expect((await open(other.owner, DEVELOPER)).text).not.toContain('forged_app');
  });
});

describe('the page of an app', () => {
  it('is for the vendor’s admins alone (T171)', async () => {
    const { path, vendor } = await make();
    const [member, stranger] = [await tests.member(vendor), await tests.person()];
    expect((await open(stranger, path)).status).toBe(404);
    expect((await open(member, path)).status).toBe(403);
    expect((await open(vendor.owner, `${DEVELOPER}/apps/none`)).status).toBe(404);
  });

  it('names the vendor as it is called now (T177)', async () => {
    const vendor = await tests.organization('Before The Change Ltd');
    const { path } = await make({}, vendor);
    await tests.call(vendor.owner.visitor, 'PATCH', vendor.path, { name: 'After The Change Ltd' });
    expect((await open(vendor.owner, path)).text).toContain('After The Change Ltd');
  });

  it('speaks German', async () => {
    const { path, vendor } = await make();
    expect((await open(vendor.owner, `${path}?ui_locales=de`)).text).toContain('Zugangsdaten');
  });

  it('changes the details', async () => {
    const made = await make({ kind: 'private' });
    const details = { title: 'Press Room 2', description_en: 'Plans the press', entry_point: 'https://press.example/' };
    const page = await change(made, '/details', { ...details, kind: 'public' });
    expect(page.text).toContain('The details are saved.');
    for (const value of Object.values(details)) expect(page.text).toContain(`value="${value}"`);
    expect(page.text).not.toContain('class="badge">Private');
    const refused = await change(made, '/details', { title: 'x', logo_url: 'javascript:alert(1)' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('The logo is an https URL')]);
  });

  it('disables and enables the app', async () => {
    const made = await make();
    expect((await change(made, '/disable')).text).toContain('The app is disabled. Its tokens no longer work.');
    expect((await change(made, '/enable')).text).toContain('The app is enabled.');
  });

  it('adds, changes, rotates and removes clients, each secret shown once (T154)', async () => {
    const made = await make();
    const added = await change(made, '/clients', { client_name: 'Nightly', redirect_uris: 'https://n.test/cb' });
    const [first] = SECRET.exec(added.text) ?? [];
    const clientId = /id="client-id">([^<]+)</.exec(added.text)?.[1] ?? '';
    expect([first, added.location]).toEqual([expect.any(String), undefined]);
    expect((await open(made.vendor.owner, made.path)).text).not.toMatch(SECRET);
    const uris = 'https://n.test/cb\nhttps://n.test/other';
    const saved = await change(made, `/clients/${clientId}`, { client_name: 'Nights', redirect_uris: uris });
    expect(saved.text).toContain('https://n.test/other');
    const rotated = await change(made, `/clients/${clientId}/rotate`, { overlap: '24' });
    const [second] = SECRET.exec(rotated.text) ?? [];
    expect([second === undefined, second === first]).toEqual([false, false]);
    expect(rotated.text).toContain(`Secret ending in ${first?.slice(-4)}`);
    const valid = async (secret = ''): Promise<number> => {
      const app = { appId: '', clientId, clientSecret: secret, redirectUri: '' };
      return (await server.token(app, { token: 'unknown' }, 'introspect')).status;
    };
    expect([await valid(first), await valid(second)]).toEqual([200, 200]);
    expect((await change(made, `/clients/${clientId}/remove`)).text).toContain('The client is removed.');
    expect(await valid(second)).toBe(401);
  });

  it('refuses the redirect URLs that the API refuses, and keeps what was typed', async () => {
    const made = await make();
    const refused = await change(made, '/clients', { redirect_uris: 'http://evil.example/cb', client_name: 'Kept' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('http://evil.example/cb')]);
    expect(refused.text).toContain('value="Kept"');
  });

  it('asks for scopes that exist, and names those that others offer (T159)', async () => {
    const made = await make();
    const page = await open(made.vendor.owner, made.path);
    expect(page.text).toContain(
      '<option value="directory.organization.r">See the details of the organization</option>',
    );
    const added = await change(made, '/scopes', { scope: 'directory.organization.r tickets.ticket.r' });
    expect(added.text).toContain('Open tickets');
    expect(added.text).toContain('See your tickets');
    expect((await change(made, '/scopes', { scope: 'no.such.r' })).text).toContain('scopes that exist');
    const removed = await change(made, '/scopes/remove', { scope: 'tickets.ticket.r' });
    expect(removed.text).not.toContain('See your tickets</span>');
    expect(removed.text).toContain('See the details of the organization</span>');
  });

  it('offers scopes of its own, and withdraws them', async () => {
    const made = await make();
    const offer = { scope_name: 'jobs', access: 'r', description_en: 'See jobs', description_de: 'Aufträge sehen' };
    const offered = await change(made, '/offered-scopes', { ...offer, audience: 'https://press-api.example/' });
    expect(offered.text).toContain(`${made.name}.jobs.r</code>`);
    expect(offered.text).toContain('https://press-api.example/');
    expect((await change(made, '/offered-scopes', offer)).text).toContain('This name is taken');
    expect((await change(made, '/offered-scopes', { ...offer, scope_name: 'a b' })).status).toBe(400);
    const withdrawn = await change(made, '/offered-scopes/remove', { scope: `${made.name}.jobs.r` });
    expect(withdrawn.text).toContain('The scope is withdrawn.');
  });

  it('says why a name with a dash can offer none', async () => {
    const made = await make({ name: 'press-room' });
    expect(made.page.text).toContain('press-room has a -');
  });

  it('says where events are sent, shows the secret once, and sends again', async () => {
    const made = await make();
    const secret = /wh_[A-Za-z0-9_-]{20,}/;
    const refused = await change(made, '/webhook', { url: 'ftp://hooks.example/' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('The webhook is an https URL')]);
    const saved = await change(made, '/webhook', { url: 'https://hooks.example/in' });
    expect([saved.status, saved.location, secret.exec(saved.text)]).toEqual([200, undefined, expect.anything()]);
    const again = await open(made.vendor.owner, made.path);
    expect(again.text).not.toMatch(secret);
    expect(again.text).toContain('value="https://hooks.example/in"');
    const rotated = await change(made, '/webhook/rotate');
    expect(secret.exec(rotated.text)?.[0]).not.toBe(secret.exec(saved.text)?.[0]);
    expect((await change(made, '/webhook/test')).text).toContain('directory.ping');
    expect((await change(made, '/replay')).text).toContain('The event is sent again.');
    expect((await change(made, '/webhook/remove')).text).toContain('The webhook is removed.');
  });

  it('takes forms of its own alone (T185)', async () => {
    const made = await make();
    const page = await open(made.vendor.owner, made.path);
    const forged = await submit(made.vendor.owner, page, '/disable', { csrf: 'forged' });
    expect([forged.status, forged.text]).toEqual([403, expect.stringContaining('open for too long')]);
    for (const { action } of formsOf(page.text)) {
      const headers = { origin: 'https://evil.example' };
      expect((await made.vendor.owner.visitor.post(action, { form: {}, headers })).status).toBe(403);
    }
    expect((await open(made.vendor.owner, made.path)).text).toContain('Disable app');
  });

  it('puts no secret into an address, and none into a page that is opened', async () => {
    const made = await make();
    const page = await open(made.vendor.owner, `${made.path}?done=saved&secret=cs_${'x'.repeat(43)}`);
    expect(page.text).toContain('The details are saved.');
    expect(page.text).not.toMatch(/id="secret"/);
    expect((await open(made.vendor.owner, `${made.path}?done=<b>`)).text).not.toContain('role="status"');
  });
});
