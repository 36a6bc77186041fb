import { wordsOf } from '../support/authorization.js';
import { outcomeOf } from '../support/code-flow.js';
import { DeviceTests, type Started } from '../support/device.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person } from '../support/organizations.js';
import { PASSWORD, type TestApp, TestServer } from '../support/server.js';
import { formsOf } from '../support/visitor.js';

const ENTRY = '/demo/device';

let server: TestServer;
let people: OrganizationTests;
let devices: DeviceTests;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  devices = new DeviceTests(server);
  app = await server.createApp({ title: 'Living Room TV', vendor: 'Screens Ltd' });
});
afterAll(() => server.stop());

const begin = (scope = 'openid profile'): Promise<Started> => devices.started(app, { scope });
const confirmPath = ({ user_code }: Started): string => `${ENTRY}/confirm?code=${user_code}`;
const valueOf = ({ text }: Answer): string => Object.fromEntries(formsOf(text)[0]?.fields ?? [])['code'] ?? '';
const isPending = async (started: Started): Promise<boolean> =>
  /authorization_pending|slow_down/.test(outcomeOf(await devices.poll(app, started)));

async function type(person: Person, code: string): Promise<Answer> {
  return devices.enter(person.visitor, await person.visitor.open(ENTRY), code);
}

describe('where the code is typed', () => {
  it('asks who is there first, and comes back with the code', async () => {
    const started = await begin();
    const user = await server.createUser();
    const visitor = server.visitor();
    const signIn = await visitor.open(`${ENTRY}?code=${started.user_code}`);
    expect(signIn.text).toContain('name="password"');
    const page = await visitor.follow(await visitor.submit(signIn, { identifier: user.email, password: PASSWORD }));
    expect(valueOf(page)).toBe(started.user_code);
    expect(wordsOf(page.text)).toContain('Continue only if your own device shows exactly this code');
    const question = await devices.enter(visitor, page);
    expect(wordsOf(question.text)).toContain(started.user_code);
  });

  it('reads the code in any case, with or without its hyphen', async () => {
    const person = await people.person();
    for (const spell of [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replace('-', ''),
      (code: string) => ` ${code.replace('-', ' – ')} `,
    ]) {
      const started = await begin();
      expect((await type(person, spell(started.user_code))).text).toContain(`>${started.user_code}<`);
    }
  });

  it('answers every code that is not good in one way', async () => {
    const person = await people.person();
    const denied = await begin();
    await devices.decide(person.visitor, denied, { decision: 'deny' });
    const expired = await begin();
    server.clock.advance(600_000);
    const { visitor } = await people.person();
    const answers: Answer[] = [];
    for (const code of [denied.user_code, expired.user_code, 'BCDF-GHJK', 'AEIOU123', '%', "'; --"]) {
      answers.push(await devices.enter(visitor, await visitor.open(ENTRY), code));
    }
    const shown = answers.map(({ text }) => wordsOf(text).replace(/\s+/g, ' '));
    expect(new Set(shown).size).toBe(1);
    expect(shown[0]).toContain('This code is not valid');
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
  });

  it('T087 lets nobody guess: ten wrong codes in ten minutes, for one person and for one address', async () => {
    const person = await people.person();
    const started = await begin();
    for (let i = 0; i < 10; i += 1) expect((await type(person, 'BCDF-GHJK')).status).toBe(400);
    const refused = await type(person, started.user_code);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(wordsOf(refused.text)).toContain('Too many attempts');
    // Another session of the same person, elsewhere: no better.
    const elsewhere = await server.signedIn(person.user);
    expect((await type({ user: person.user, visitor: elsewhere }, started.user_code)).status).toBe(429);
    const other = await people.person();
    expect((await type(other, started.user_code)).status).toBe(200);
    server.clock.advance(600_000);
    const next = await begin();
    expect((await type(person, next.user_code)).status).toBe(200);
  });

  it('counts no code that was right', async () => {
    const person = await people.person();
    for (let i = 0; i < 15; i += 1) expect((await type(person, (await begin()).user_code)).status).toBe(200);
  });

  it('takes no form that is not its own', async () => {
    const { visitor } = await people.person();
    const started = await begin();
    const page = await visitor.open(ENTRY);
    const forged = await visitor.submit(page, { code: started.user_code, csrf: 'x' });
    expect(forged.status).toBe(403);
    expect((await visitor.open(confirmPath(started))).text).not.toContain('Living Room TV');
    const foreign = await visitor.post(ENTRY, {
      form: { code: started.user_code },
      headers: { origin: 'https://evil.test' },
    });
    expect(foreign.status).toBe(403);
  });
});

describe('the question', () => {
  it('T087 shows who asks for what, the code to compare, and a warning, in both languages', async () => {
    const { visitor } = await people.person();
    const page = await devices.entered(visitor, await begin('openid profile tickets.ticket.r'));
    const words = wordsOf(page.text);
    for (const text of ['Living Room TV', 'by Screens Ltd', 'See your tickets', 'Your device has to show this code']) {
      expect(words).toContain(text);
    }
    expect(words).toContain('If somebody sent you the code or the link, deny it.');
    const german = await visitor.open(`${ENTRY}?ui_locales=de`);
    expect(wordsOf(german.text)).toContain('Geben Sie den Code ein, den Ihr Gerät anzeigt.');
    const question = await devices.enter(visitor, german, (await begin()).user_code);
    expect(wordsOf(question.text)).toContain('Ihr Gerät muss diesen Code anzeigen');
  });

  it('is asked each time, even where the app is allowed everything already', async () => {
    const { visitor } = await people.person();
    await devices.decide(visitor, await begin());
    expect((await devices.entered(visitor, await begin())).text).toContain('name="decision"');
  });

  it('T087 is answered by the session that entered the code, and by no other', async () => {
    const started = await begin();
    const [mine, theirs] = [await people.person(), await people.person()];
    const page = await devices.entered(mine.visitor, started);
    const own = await devices.entered(theirs.visitor, await begin());
    const csrf = Object.fromEntries(formsOf(own.text)[0]?.fields ?? [])['csrf'] ?? '';
    const stolen = await theirs.visitor.post(confirmPath(started), { form: { decision: 'allow', csrf } });
    expect(stolen.status).toBe(400);
    expect((await theirs.visitor.get(confirmPath(started))).location).toBe(`${ENTRY}?code=${started.user_code}`);
    const second = await server.signedIn(mine.user);
    expect((await second.get(confirmPath(started))).status).toBe(303);
    expect(await isPending(started)).toBe(true);
    expect((await mine.visitor.submit(page, { decision: 'allow' })).status).toBe(200);
  });

  it('T087 is not answered by a link, a foreign post or a form without its token', async () => {
    const { visitor } = await people.person();
    const started = await begin();
    await devices.entered(visitor, started);
    await visitor.get(`${confirmPath(started)}&decision=allow`);
    const form = { decision: 'allow', scope: 'openid' };
    expect((await visitor.post(confirmPath(started), { form })).status).toBe(403);
    const headers = { origin: 'https://evil.test' };
    expect((await visitor.post(confirmPath(started), { form, headers })).status).toBe(403);
    expect(await isPending(started)).toBe(true);
  });

  it('is answered once', async () => {
    const { visitor } = await people.person();
    const started = await begin();
    const page = await devices.entered(visitor, started);
    const allowed = await visitor.submit(page, { decision: 'allow' });
    expect(wordsOf(allowed.text)).toMatch(/go back to your device/);
    expect((await visitor.submit(page, { decision: 'deny' })).status).toBe(400);
    expect((await devices.poll(app, started)).status).toBe(200);
  });

  it('says that nothing was given where it was denied', async () => {
    const { visitor } = await people.person();
    const page = await devices.decide(visitor, await begin(), { decision: 'deny' });
    expect(wordsOf(page.text)).toContain('Living Room TV got no access');
    expect((await visitor.submit(await devices.entered(visitor, await begin()), { decision: 'maybe' })).status).toBe(
      400,
    );
  });

  it('offers the person’s organizations, and keeps what was typed where a name is taken', async () => {
    const vendor = await server.createApp({ scope: ['directory.organization.r'], kind: 'public' });
    const organization = await people.organization('Taken By Others');
    const started = await devices.started(vendor, { scope: 'Org.directory.organization.r' });
    const { visitor } = organization.owner;
    const page = await devices.entered(visitor, started);
    expect(page.text).toContain(`value="${organization.id}"`);
    const filled = { organization: 'new', organization_name: 'taken by others', decision: 'allow' };
    const refused = await visitor.submit(page, filled);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('value="taken by others"');
    expect((await visitor.submit(refused, { ...filled, organization_name: 'Still Free' })).status).toBe(200);
    expect((await devices.poll(vendor, started)).status).toBe(200);
  });
});
