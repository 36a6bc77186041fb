// What the load needs: an API of each token format, an app, people, and, over HTTP, their sessions and tokens.
import { createHash, randomBytes } from 'node:crypto';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

const PASSWORD = 'four words nobody guesses';
const REDIRECT_URI = 'https://app.example/callback';
const INSTANCE = '/demo';
export const ISSUER = `${INSTANCE}/oauth2/v1`;
/** As many as may sign in at the same time without meeting the limit of one account. */
export const PEOPLE = 32;

/** Name of the resource server → how its tokens are made. */
const APIS = {
  curve: { tokenFormat: 'jwt', algorithm: 'ES256' },
  rsa: { tokenFormat: 'jwt', algorithm: 'RS256' },
  opaque: { tokenFormat: 'opaque' },
};

export const IDENTITY = 'openid profile email';
export const scopeOf = (api) => `${api}.ticket.r`;

/** Fills an empty database through the services of the build. */
export const plantFixture = async (environment) => {
  const parts = await loadBuild();
  const settings = parts.parseSettings(environment);
  await migrate(parts, settings);
  const module = parts.LatchkeyModule.forRoot({ settings });
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await plant(app, parts);
  } finally {
    await app.close();
  }
};

const loadBuild = async () => {
  const paths = ['latchkey.module', 'platform/index', 'platform/migrations/run-migrations'];
  const modules = ['instances', 'resources', 'apps', 'users'].map((name) => `${name}/index`);
  const built = [...paths, ...modules].map((path) => import(`../dist/src/${path}.js`));
  return Object.assign({}, ...(await Promise.all(built)), await import('../dist/ormconfig.js'));
};

const migrate = async ({ createDataSource, runMigrations }, { databaseUrl }) => {
  const source = await createDataSource(databaseUrl).initialize();
  await runMigrations(source);
  await source.destroy();
};

const plant = async (app, { Instances, Resources, Apps, Users }) => {
  const { id: instanceId } = await app.get(Instances).create({ name: 'demo', title: 'Demo' });
  const resources = app.get(Resources);
  for (const [name, format] of Object.entries(APIS)) {
    const server = await resources.create({
      instanceId,
      name,
      title: name,
      audience: `https://${name}.example/`,
      ...format,
    });
    await resources.addScopes(server, [{ name: scopeOf(name), description: { en: name, de: name } }]);
  }
  const names = { name: 'bench-web', title: 'Bench', vendor: 'Bench' };
  const rights = { firstParty: true, scope: Object.keys(APIS).map(scopeOf), redirectUris: [REDIRECT_URI] };
  const client = await app.get(Apps).create({ instanceId, ...names, ...rights });
  const emails = Array.from({ length: PEOPLE }, (_, index) => `person${index}@example.com`);
  for (const email of emails) await app.get(Users).create({ instanceId, email, password: PASSWORD, name: 'Pat Doe' });
  return {
    basic: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`,
    clientId: client.id,
    emails,
  };
};

/** Signs everybody in over HTTP and fetches the tokens that the work items present. */
export const prepareTraffic = async (origin, fixture, { connections }) => {
  const people = [];
  for (const email of fixture.emails) people.push(await signIn(origin, email));
  const session = people[0].cookies;
  const flow = { origin, fixture, session };
  /** Refresh tokens of so many families. */
  const openChains = async (scope) => {
    const chains = [];
    for (let index = 0; index < connections; index += 1) chains.push((await codeFlow(flow, scope)).refresh_token);
    return chains;
  };
  const issue = async (api) =>
    (await token(flow, { grant_type: 'client_credentials', scope: scopeOf(api) })).access_token;
  return {
    ...fixture,
    people,
    session,
    openChains,
    jwt: await issue('curve'),
    opaque: await issue('opaque'),
    personal: (await codeFlow(flow, IDENTITY)).access_token,
  };
};

const signIn = async (origin, email) => {
  const page = await fetch(`${origin}${INSTANCE}/sign-in`);
  const csrf = /name="csrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf"/.exec(await page.text());
  const browser = cookiesOf(page);
  const form = new URLSearchParams({ identifier: email, password: PASSWORD, csrf: csrf[1] ?? csrf[2] });
  const signIn = { method: 'POST', body: form, headers: { cookie: browser }, redirect: 'manual' };
  const answer = await fetch(`${origin}${INSTANCE}/sign-in`, signIn);
  if (answer.status !== 303) throw new Error(`nobody was signed in: ${answer.status} ${await answer.text()}`);
  return { path: `${INSTANCE}/sign-in`, form: form.toString(), browser, cookies: `${browser}; ${cookiesOf(answer)}` };
};

const codeFlow = async ({ origin, fixture, session }, scope) => {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: fixture.clientId,
    redirect_uri: REDIRECT_URI,
    scope,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const answer = await fetch(`${origin}${ISSUER}/authorize?${query}`, {
    headers: { cookie: session },
    redirect: 'manual',
  });
  const code = new URL(answer.headers.get('location')).searchParams.get('code');
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: verifier };
  return token({ origin, fixture }, form);
};

const token = async ({ origin, fixture }, form) => {
  const headers = { authorization: fixture.basic };
  const answer = await fetch(`${origin}${ISSUER}/token`, { method: 'POST', headers, body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const cookiesOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ');
