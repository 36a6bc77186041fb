import { Apps, Clients } from '../../src/apps/index.js';
import { Consents } from '../../src/consents/index.js';
import { Instances } from '../../src/instances/index.js';
import { Users } from '../../src/users/index.js';
import { changingNothing, codeOf, expectError, expectLocalPage, grantsIn } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { pkce, REDIRECT_URI, type TestApp, TestServer, type TestUser } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
});
afterAll(() => server.stop());

interface Flow {
  readonly user: TestUser;
  readonly visitor: Visitor;
  /** The consent page. */
  readonly page: Answer;
  /** Its path, which names the stored request. */
  readonly path: string;
}

/** As far as the question whether the app may. */
async function consentPage(changes: Readonly<Record<string, string>> = {}, by?: TestUser): Promise<Flow> {
  const user = by ?? (await server.createUser());
  const visitor = await server.signedIn(user);
  const page = await visitor.open(server.authorizePath(app, changes));
  return { user, visitor, page, path: formsOf(page.text)[0]?.action ?? '' };
}

/** As far as the sign-in page. */
async function signInPage(): Promise<Omit<Flow, 'path'>> {
  const [user, visitor] = [await server.createUser(), server.visitor()];
  return { user, visitor, page: await visitor.open(server.authorizePath(app)) };
}

const allow = { decision: 'allow' };
/** What browsers send with another site's form. */
const FOREIGN: readonly Record<string, string>[] = [
  { origin: 'https://evil.test' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
];
const credentials = ({ email, password }: TestUser): Record<string, string> => ({ identifier: email, password });

describe('a request posted as a form', () => {
  it('T007 is answered like one by GET, but shows the question again where another site posted it', async () => {
    const { visitor, page } = await consentPage();
    codeOf(await visitor.submit(page, allow));
    const [path = '', form = ''] = server.authorizePath(app).split('?');
    expect(codeOf(await visitor.post(path, { form }))).toBeDefined();

    await changingNothing(server, async () => {
      for (const headers of FOREIGN) {
        const asked = await visitor.follow(await visitor.post(path, { form, headers }));
        expect(formsOf(asked.text)[0]?.action).toContain('/demo/consent?request=');
        const silent = await visitor.post(path, { form: `${form}&prompt=none`, headers });
        expectError(silent, server, 'consent_required');
      }
    });
  });
});

describe('a request that waits for its person', () => {
  it('T008 belongs to the browser that brought it', async () => {
    const { visitor, page, path } = await consentPage();
    const resume = path.replace('/consent?', '/oauth2/v1/authorize/continue?');
    await changingNothing(server, async () => {
      for (const other of [server.visitor(), await server.signedIn(await server.createUser())]) {
        expectLocalPage(await other.get(path));
        expectLocalPage(await other.get(resume));
        expectLocalPage(await other.get(path.replace('/consent?', '/sign-in?')));
        expectLocalPage(await other.post(path, { form: { ...allow, csrf: 'x' } }));
      }
    });
    expect((await visitor.get(resume)).location).toContain('/demo/consent?');
    expect(codeOf(await visitor.submit(page, allow))).toBeDefined();
  });

  it('T009 is answered as it was stored, whatever the forms say', async () => {
    const { verifier, challenge } = pkce();
    const { user, visitor, page } = await consentPage({ code_challenge: challenge, code_challenge_method: 'S256' });
    const forged = { redirect_uri: 'https://evil.test/x', client_id: 'other', response_type: 'token', state: 'evil' };
    const proof = { code_challenge: pkce().challenge, code_challenge_method: 'plain', nonce: 'evil' };
    await changingNothing(server, async () => {
      expectLocalPage(await visitor.submit(page, { ...allow, ...forged, scope: 'openid tickets.ticket.w' }));
      const elsewhere = (await consentPage()).path;
      const [form] = formsOf(page.text);
      const csrf = new Map(form?.fields).get('csrf');
      expectLocalPage(await visitor.post(elsewhere, { form: { ...allow, csrf } }));
    });
    const answer = await visitor.submit(page, { ...allow, ...forged, ...proof });
    expect(answer.location).toMatch(new RegExp(`^${REDIRECT_URI}\\?code=[\\w-]+&state=state-1&iss=`));
    const grant = { grant_type: 'authorization_code', code: codeOf(answer), redirect_uri: REDIRECT_URI };
    const { json } = await server.token(app, { ...grant, code_verifier: verifier });
    expect(json).toMatchObject({ scope: 'openid profile email' });
    expect((await server.userinfo(String(json['access_token']))).json).toMatchObject({ sub: user.id });
  });

  it('T010 is allowed by our own form of this very session only (RFC 6749 §10.12)', async () => {
    const { user, visitor, page, path } = await consentPage();
    const strange = new Map(formsOf((await consentPage({}, user)).page.text)[0]?.fields).get('csrf') ?? '';
    const csrf = new Map(formsOf(page.text)[0]?.fields).get('csrf') ?? '';

    await changingNothing(server, async () => {
      for (const form of [allow, { ...allow, csrf: '' }, { ...allow, csrf: strange }, { ...allow, csrf: `${csrf}x` }]) {
        expect((await visitor.post(path, { form })).status).toBe(403);
      }
      for (const headers of FOREIGN) {
        expect((await visitor.post(path, { form: { ...allow, csrf }, headers })).status).toBe(403);
      }
    });
    const own = { origin: server.origin, 'sec-fetch-site': 'same-origin' };
    expect(codeOf(await visitor.post(path, { form: { ...allow, csrf, scope: 'openid' }, headers: own }))).toBeDefined();
  });

  it('T011 is answered once, however often and quickly the form is sent', async () => {
    const { visitor, page } = await consentPage();
    const before = await grantsIn(server);
    const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.submit(page, allow)));
    const answered = answers.filter(({ location }) => location !== undefined);
    expect(answered).toHaveLength(1);
    answers.filter((answer) => !answered.includes(answer)).forEach(expectLocalPage);
    expect(await grantsIn(server)).toEqual({ codes: before.codes + 1, consents: before.consents + 1 });
    const grant = {
      grant_type: 'authorization_code',
      code: answered[0] && codeOf(answered[0]),
      redirect_uri: REDIRECT_URI,
    };
    expect((await server.token(app, grant)).status).toBe(200);
  });

  it('T016 is redirected by 303 only, so that no password is posted on (RFC 9700 §4.12)', async () => {
    const { user, visitor, page } = await signInPage();
    const statuses: number[] = [];
    let answer = await visitor.submit(page, credentials(user));
    while (answer.location?.startsWith('/')) {
      statuses.push(answer.status);
      answer = await visitor.get(answer.location);
    }
    expect(formsOf(answer.text)[0]?.action).toContain('/demo/consent?');
    const back = await visitor.submit(answer, allow);
    codeOf(back);
    expect(new Set([...statuses, back.status])).toEqual(new Set([303]));
  });
});

describe('T024 a code is not given', () => {
  it('to an app that was disabled, before or after sign-in', async () => {
    const lost = await server.createApp({ name: 'lost-app' });
    const visitor = await server.signedIn(await server.createUser());
    const page = await visitor.open(server.authorizePath(lost));
    await changingNothing(server, async () => {
      await server.app.get(Apps).disable(server.instance.id, 'lost-app');
      expectLocalPage(await visitor.get(server.authorizePath(lost)));
      expectLocalPage(await visitor.submit(page, allow));
    });
    const { visitor: other, page: question } = await consentPage();
    expect(codeOf(await other.submit(question, allow))).toBeDefined();
  });

  it('to a client that was disabled, although its person has consented', async () => {
    const lost = await server.createApp();
    const visitor = await server.signedIn(await server.createUser());
    await server.authorize(visitor, lost);
    const page = await visitor.open(server.authorizePath(lost, { prompt: 'consent' }));
    await changingNothing(server, async () => {
      await server.app.get(Clients).disable(server.instance.id, lost.clientId as never);
      expectLocalPage(await visitor.get(server.authorizePath(lost, { prompt: 'none' })));
      expectLocalPage(await visitor.submit(page, allow));
    });
  });

  it('for a person who was suspended, before or after sign-in', async () => {
    const { user, visitor, page } = await consentPage();
    const key = { instanceId: server.instance.id, userId: user.id };
    await changingNothing(server, async () => {
      await server.app.get(Users).suspend(key);
      expect((await visitor.submit(page, allow)).status).toBeGreaterThanOrEqual(400);
      expectError(await visitor.get(server.authorizePath(app, { prompt: 'none' })), server, 'login_required');
      const signIn = await visitor.open(server.authorizePath(app));
      expect((await visitor.submit(signIn, credentials(user))).status).toBe(401);
    });
    expect(await server.app.get(Consents).list(user.id)).toEqual([]);
    await server.app.get(Users).activate(key);
    const signIn = await visitor.open(server.authorizePath(app));
    const question = await visitor.follow(await visitor.submit(signIn, credentials(user)));
    expect(codeOf(await visitor.submit(question, allow))).toBeDefined();
  });

  it('by an instance that was suspended', async () => {
    const instance = await server.createInstance('paused');
    const own = await server.createApp({ instanceId: instance.id, scope: [] });
    const visitor = await server.signedIn(await server.createUser({ instance }), instance);
    const path = server.authorizePath(own).replace('/demo/', '/paused/');
    const page = await visitor.open(path);
    await changingNothing(server, async () => {
      await server.app.get(Instances).suspend(instance.id);
      expectLocalPage(await visitor.get(path));
      expectLocalPage(await visitor.submit(page, allow));
    });
    await server.app.get(Instances).activate(instance.id);
    server.clock.advance(10);
    const again = await server.signedIn(await server.createUser({ instance }), instance);
    expect(codeOf(await again.submit(await again.open(path), allow))).toBeDefined();
  });
});
