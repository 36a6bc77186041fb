import { Audit } from '../../src/audit/index.js';
import { Database } from '../../src/platform/index.js';
import { Pruning } from '../../src/operations/pruning.service.js';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { ApiKeyTests } from '../support/api-keys.js';
import type { Answer } from '../support/http.js';
import type { Person } from '../support/organizations.js';
import { PASSWORD, TestServer } from '../support/server.js';
import { formsOf, Visitor } from '../support/visitor.js';

const t = english.apiKeys;
const PAGE = '/demo/api-keys';
const DAY = 24 * 3_600_000;

let server: TestServer;
let keys: ApiKeyTests;
beforeAll(async () => {
  server = await TestServer.start();
  keys = new ApiKeyTests(server);
});
afterAll(() => server.stop());

/** Sends the form whose action ends like this, as it was shown but for what is filled in. */
function send(
  visitor: Visitor,
  page: Answer,
  ending: string,
  filled: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = formsOf(page.text).find(({ action }) => action.endsWith(ending));
  if (!form) throw new Error(`there is no form for ${ending}: ${page.status}`);
  const kept = form.fields.filter(([name]) => !(name in filled));
  return visitor.post(form.action, {
    form: new URLSearchParams([...kept, ...Object.entries(filled)].map((f) => [...f])),
  });
}

const make = async ({ visitor }: Pick<Person, 'visitor'>, filled: Readonly<Record<string, string>> = {}, path = PAGE) =>
  send(visitor, await visitor.get(path), '/api-keys', { name: 'Backup', access: 'all', ...filled });

/** The secret, if the page shows one. */
const secretIn = ({ text }: Answer): string | undefined => /sk_[0-9a-f]{64}/.exec(text)?.[0];
const actionsOf = ({ text }: Answer): readonly string[] => formsOf(text).map(({ action }) => action);
const escaped = (text: string): string => text.replaceAll("'", '&#39;').replaceAll('"', '&quot;');

describe('the page of one’s own keys', () => {
  it('asks for a sign-in and comes back, and explains itself where there are no keys', async () => {
    const user = await server.createUser();
    const visitor = server.visitor();
    const signIn = await visitor.open(PAGE);
    const signedIn = await visitor.submit(signIn, { identifier: user.email, password: PASSWORD });
    expect(signedIn.location).toBe(PAGE);
    const page = await visitor.get(PAGE);
    expect(page.status).toBe(200);
    expect(page.text).toContain(t.none);
    expect(page.text).toContain(`${server.instance.baseUrl}/api/users/me`);
    expect(page.text).toContain(t.limit(5, 5));
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await visitor.get(`${PAGE}?ui_locales=de`)).text).toContain(german.apiKeys.none);
  });

  it('T248 shows the key that it makes once: with a field and a button, and on no later page', async () => {
    const person = await keys.person();
    const made = await make(person, { name: 'Night “job” <1>' });
    const secret = secretIn(made) ?? '';
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.text).toContain(`value="${secret}"`);
    expect(made.text).toMatch(/<button[^>]*hidden data-copy="secret"/);
    expect(made.text).toMatch(/<script src="\/assets\/copy\.js\?v=[\w-]{12}"><\/script>/);
    expect((await keys.use(secret)).status).toBe(200);
    const pages = await Promise.all(
      [PAGE, `${PAGE}?done=revoked`, '/demo/account', '/demo/account/security'].map((path) => person.visitor.get(path)),
    );
    for (const page of pages) expect(page.text).not.toContain(secret);
    expect(pages[0]?.text).toContain('Night “job” &lt;1&gt;');
    expect(pages[0]?.text).toContain(`${secret.slice(0, 19)}…`);
    expect(pages[0]?.text).toContain(t.limit(5, 4));
    expect(pages[0]?.text).not.toContain('copy.js');
  });

  it('makes no second key of a form that is sent again, and shows the first one to nobody', async () => {
    const person = await keys.person();
    const page = await person.visitor.get(PAGE);
    const filled = { name: 'Once', access: 'all' };
    const made = await send(person.visitor, page, '/api-keys', filled);
    const again = await send(person.visitor, page, '/api-keys', filled);
    expect(again.status).toBe(409);
    expect(again.text).toContain(t.errors.madeAlready);
    expect(again.text).not.toContain(secretIn(made));
    expect(secretIn(again)).toBeUndefined();
    expect(await keys.listed(person)).toHaveLength(1);
    const other = await keys.person();
    const once = formsOf(page.text).flatMap(({ fields }) => fields.filter(([name]) => name === 'once'))[0]?.[1] ?? '';
    const stolen = await send(other.visitor, await other.visitor.get(PAGE), '/api-keys', { ...filled, once });
    expect([stolen.status, (await keys.listed(other)).length]).toEqual([403, 0]);
  });

  it('gives what was ticked, for as long and from where it was said', async () => {
    const person = await keys.person();
    const page = await person.visitor.get(PAGE);
    expect(page.text).toContain('value="profile"');
    expect(page.text).not.toContain('value="offline_access"');
    const made = await send(person.visitor, page, '/api-keys', {
      ...{ name: 'Reader', access: 'some', scope: 'profile', expiry: '30' },
      allowed_ips: '192.0.2.0/24\r\n2001:db8::/32',
    });
    const [key] = await keys.listed(person);
    expect(key).toMatchObject({ scopes: ['profile'], allowedIps: ['192.0.2.0/24', '2001:db8::/32'] });
    expect(Date.parse(String(key?.['expiresAt'])) - Date.parse(String(key?.['createdAt']))).toBe(30 * DAY);
    const secret = secretIn(made) ?? '';
    const from = (address: string) => keys.use(secret, undefined, { headers: { 'x-forwarded-for': address } });
    expect([(await from('192.0.2.9')).status, (await from('198.51.100.1')).status]).toEqual([200, 403]);
    const list = await person.visitor.get(PAGE);
    expect(list.text).toContain('192.0.2.0/24');
  });

  it.each([
    ['a name', { name: ' ', access: 'all' }, 'invalidName'],
    ['scopes', { access: 'some' }, 'noScopes'],
    ['a scope that there is not', { access: 'some', scope: 'nothing.like.r' }, 'invalidScope'],
    ['a scope that is not for keys', { access: 'some', scope: 'offline_access' }, 'invalidScope'],
    ['ranges', { allowed_ips: 'somewhere' }, 'invalidRanges'],
    ['an expiry', { expiry: '31' }, 'invalidInput'],
  ] as const)('asks again where it is without %s, and keeps what was typed', async (_, filled, error) => {
    const person = await keys.person();
    const page = await make(person, { name: 'Typed name', ...filled });
    expect([400, 403]).toContain(page.status);
    expect(page.text).toContain(escaped(t.errors[error]));
    if (error !== 'invalidName') expect(page.text).toContain('value="Typed name"');
    expect(await keys.listed(person)).toEqual([]);
  });

  it('tells the limit of the plan, and makes nothing beyond it', async () => {
    const person = await keys.person();
    const early = await person.visitor.get(PAGE);
    for (let count = 0; count < 5; count += 1) await keys.key(person);
    const full = await person.visitor.get(PAGE);
    expect(full.text).toContain(t.limit(5, 0));
    expect(actionsOf(full)).not.toContain(PAGE);
    const beyond = await send(person.visitor, early, '/api-keys', { name: 'Sixth', access: 'all' });
    expect([beyond.status, secretIn(beyond)]).toEqual([403, undefined]);
    expect(beyond.text).toContain(t.errors.planLimit);
  });

  it('draws the use of the last 30 days, with a sentence that says the same', async () => {
    const person = await keys.person();
    const { key } = await keys.key(person);
    expect((await person.visitor.get(PAGE)).text).toContain(t.usage.none);
    for (let count = 0; count < 3; count += 1) await keys.use(key);
    const page = await person.visitor.get(PAGE);
    expect(page.text).toMatch(
      /<svg viewBox="0 0 119 28" role="img" aria-label="Last 30 days: 3 in all, 3 on the busiest/,
    );
    expect(page.text).toContain(t.usage.total(3, '3'));
    expect(page.text).toContain('<rect x="116" y="0" width="3" height="28"/>');
  });

  it('rotates: the new key is shown once, the old one holds for the overlap, and a repeated form changes nothing', async () => {
    const person = await keys.person();
    const { key } = await keys.key(person);
    const page = await person.visitor.get(PAGE);
    const rotated = await send(person.visitor, page, '/rotate', { overlap: '1' });
    const next = secretIn(rotated) ?? '';
    expect(next).not.toBe(key);
    expect([(await keys.use(key)).status, (await keys.use(next)).status]).toEqual([200, 200]);
    const again = await send(person.visitor, page, '/rotate', { overlap: '1' });
    expect([again.status, secretIn(again)]).toEqual([409, undefined]);
    expect(again.text).toContain(t.errors.changedMeanwhile);
    expect((await keys.use(next)).status).toBe(200);
    expect((await person.visitor.get(PAGE)).text).not.toContain(next);
    server.clock.advance(3_600_001);
    expect((await keys.use(key)).status).toBe(401);
  });

  it('revokes after a second question, for good', async () => {
    const person = await keys.person();
    const { key, id } = await keys.key(person, { name: 'Gone' });
    const page = await person.visitor.get(PAGE);
    expect(page.text).toMatch(new RegExp(`<details class="confirm">[^]*?action="${PAGE}/${id}/revoke"`));
    const revoked = await send(person.visitor, page, '/revoke');
    expect([revoked.status, revoked.location]).toEqual([303, `${PAGE}?done=revoked`]);
    const after = await person.visitor.follow(revoked);
    expect(after.text).toContain(t.notices.revoked);
    expect(after.text).toContain(t.list.past(1));
    expect(actionsOf(after)).not.toContain(`${PAGE}/${id}/revoke`);
    expect((await keys.use(key)).status).toBe(401);
    const again = await send(person.visitor, page, '/revoke');
    expect(again.text).toContain(t.errors.alreadyRevoked);
  });

  it('takes no form that it has not shown to this browser, and knows nothing of another person’s keys', async () => {
    const [person, stranger] = [await keys.person(), await keys.person()];
    const { id, key } = await keys.key(person);
    const own = await person.visitor.get(PAGE);
    for (const ending of ['/rotate', '/revoke', '/api-keys']) {
      for (const csrf of ['', 'x']) expect((await send(person.visitor, own, ending, { csrf })).status).toBe(403);
    }
    const csrf = formsOf((await stranger.visitor.get(PAGE)).text)[0]?.fields[0]?.[1] ?? '';
    for (const which of [id, 'x', id.toUpperCase()]) {
      for (const what of ['rotate', 'revoke']) {
        const answer = await stranger.visitor.post(`${PAGE}/${which}/${what}`, {
          form: { csrf, prefix: key.slice(0, 19) },
        });
        expect([which, what, answer.status]).toEqual([which, what, 404]);
      }
    }
    expect((await keys.use(key)).status).toBe(200);
  });
});

describe('the page of an organization’s keys', () => {
  it('is for its admins: they make keys that act for it, and find the way in its navigation', async () => {
    const organization = await keys.organizations.organization();
    const path = `/demo/organizations/${organization.id}/api-keys`;
    const admin = await keys.organizations.member(organization, ['admin']);
    for (const person of [organization.owner, admin]) {
      expect((await person.visitor.get(`/demo/organizations/${organization.id}`)).text).toContain(`href="${path}"`);
      const made = await make(person, {}, path);
      const answer = await keys.use(secretIn(made) ?? '', organization.path);
      expect([made.status, answer.status]).toEqual([200, 200]);
    }
    expect(await keys.listed(organization.owner, `${organization.path}/api-keys`)).toHaveLength(2);
  });

  it('shows plain members no management, no keys and no way there; strangers find nothing', async () => {
    const organization = await keys.organizations.organization();
    const path = `/demo/organizations/${organization.id}/api-keys`;
    const { id } = await keys.organizationKey(organization);
    const [member, stranger] = [await keys.organizations.member(organization), await keys.person()];
    expect((await member.visitor.get(`/demo/organizations/${organization.id}`)).text).not.toContain(path);
    for (const [person, status] of [
      [member, 403],
      [stranger, 404],
    ] as const) {
      expect((await person.visitor.get(path)).status).toBe(status);
      const csrf = formsOf((await person.visitor.get(PAGE)).text)[0]?.fields[0]?.[1] ?? '';
      for (const action of [path, `${path}/${id}/rotate`, `${path}/${id}/revoke`]) {
        expect((await person.visitor.post(action, { form: { csrf, name: 'x', access: 'all' } })).status).toBe(status);
      }
    }
    expect((await keys.listed(organization.owner, `${organization.path}/api-keys`))[0]?.['revokedAt']).toBeNull();
  });

  it('of one that is suspended lets keys be revoked, and none be made', async () => {
    const organization = await keys.organizations.organization();
    const path = `/demo/organizations/${organization.id}/api-keys`;
    await keys.organizationKey(organization);
    const { visitor } = organization.owner;
    await keys.call(organization.owner, 'PATCH', organization.path, { status: 'suspended' });
    const page = await visitor.get(`/demo/organizations/${organization.id}`);
    if (!page.text.includes('/activate')) await send(visitor, page, '/suspend');
    const suspended = await visitor.get(path);
    expect(
      actionsOf(suspended)
        .filter((action) => action.startsWith(path))
        .map((action) => action.split('/').pop()),
    ).toEqual(['revoke']);
    expect((await send(visitor, suspended, '/revoke')).status).toBe(303);
  });
});

describe('the security page', () => {
  it('tells what happened to the account, the newest first, and nothing of others', async () => {
    const person = await keys.person();
    const other = await keys.person();
    const { id } = await keys.key(person, { name: 'Told' });
    await keys.call(person, 'DELETE', `/demo/api/api-keys/${id}`);
    await keys.key(other, { name: 'Untold' });
    const { instanceId, id: userId } = person.user;
    await server.app.get(Audit).record({ instanceId, userId, type: 'operator.noted', detail: { name: 'Mr. X' } });
    const page = await person.visitor.get('/demo/account/security');
    const told = page.text.slice(page.text.indexOf('<section class="panel" id="activity"'));
    const events = english.security.activity.events;
    const [revoked, made] = [events.keysRevoked(1), events.keyCreated('Told')].map((text) => told.indexOf(text));
    expect(revoked).toBeGreaterThan(0);
    expect(made).toBeGreaterThan(revoked ?? 0);
    for (const text of ['Untold', 'Mr. X', 'operator']) expect(page.text).not.toContain(text);
  });

  it('shows wrong passwords that were tried, in German too, and at most 20 events', async () => {
    const user = await server.createUser();
    const visitor = await server.signedIn(user);
    const guesser = new Visitor(server.origin, '203.0.113.9');
    await guesser.submit(await guesser.open('/demo/sign-in'), { identifier: user.email, password: 'not this one' });
    const page = await visitor.get('/demo/account/security?ui_locales=de');
    expect(page.text).toContain(german.security.activity.events.signInFailed);
    expect(page.text).toContain('203.0.113.9');
    server.clock.advance(1);
    for (let count = 0; count < 25; count += 1) {
      const { instanceId, id: userId } = user;
      await server.app.get(Audit).record({ instanceId, userId, type: 'user.signed_out' });
    }
    const full = await visitor.get('/demo/account/security');
    expect(full.text.split(english.security.activity.events.signedOut)).toHaveLength(21);
  });

  it('is where the password is changed and sessions end; a link’s words are not put out', async () => {
    const user = await server.createUser();
    const visitor = await server.signedIn(user);
    const page = await visitor.get('/demo/account/security?done=<b>');
    expect(page.text).not.toContain('<b>');
    const wrong = await send(visitor, page, '/account/password', {
      current_password: 'no',
      password: 'four new words here',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain(english.errors.wrongPassword);
    const changed = await send(visitor, page, '/account/password', {
      current_password: PASSWORD,
      password: 'four new words here',
    });
    expect(changed.location).toBe('/demo/account/security?done=passwordChanged');
    expect((await visitor.follow(changed)).text).toContain(english.security.notices.passwordChanged);
    expect((await visitor.get('/demo/account')).text).toContain('href="/demo/account/security"');
  });
});

describe('what is kept of the use of keys', () => {
  it('goes after 400 days, but for when a key was used last', async () => {
    const person = await keys.person();
    const [{ id, key }, rare] = [await keys.key(person), await keys.key(person)];
    await keys.use(rare.key);
    await keys.use(key);
    await keys.written();
    server.clock.advance(10 * DAY);
    await keys.use(key);
    await keys.written();
    server.clock.advance(392 * DAY);
    await server.app.get(Pruning).prune();
    const rows = await server.app
      .get(Database)
      .query<{ keyId: string }>('SELECT key_id AS "keyId" FROM api_key_usage WHERE key_id IN ($1, $2)', [id, rare.id]);
    expect(rows.map(({ keyId }) => keyId).sort()).toEqual([id, rare.id].sort());
    server.clock.advance(10 * DAY);
    const again = await keys.organizations.server.signedIn(person.user);
    const listed = await keys.listed({ visitor: again });
    expect(listed.map(({ lastUsedAt }) => typeof lastUsedAt)).toEqual(['string', 'string']);
  });
});
