// `npm run demo:organization`: an admin installs an app for an organization, the app acts for both, the admin uninstalls it.
// The app speaks the wire of /oauth and /api/v1 as an app that was written for Zaikio does; every request and answer is printed.
import { randomBytes } from 'node:crypto';
import { Browser } from './demo-browser.mjs';
import { findServer } from './demo-server.mjs';
import { bold, dim, green, red, tracedFetch, yellow } from './demo-trace.mjs';

let steps = 0;
const title = (text) => console.log(`\n${bold(`${String(++steps).padStart(2)} ${text}`)}`);

const expect = (holds, what) => {
  if (!holds) throw new Error(`this should not have happened: ${what}`);
};

const redirectUri = 'http://127.0.0.1:8089/callback';
const organizationScopes = ['directory.organization.r', 'directory.organization_members.r'];
const personScope = 'directory.person.r';

const prepare = ({ operate }) => {
  const mark = randomBytes(4).toString('hex');
  const admin = { identifier: `admin-${mark}@example.org`, password: `${randomBytes(12).toString('base64url')}-tour` };
  operate([
    ...['user', 'create', '--email', admin.identifier],
    ...['--password', admin.password, '--name', 'Ada Admin', '--verified'],
  ]);
  const organization = operate(['organization', 'create', '--name', `Printers ${mark}`, '--owner', admin.identifier]);
  const app = operate([
    ...['app', 'create', '--name', `planner_${mark}`, '--title', 'Planner', '--redirect-uri', redirectUri],
    ...['--entry-point', 'http://127.0.0.1:8089/', '--scope', [...organizationScopes, personScope].join(' ')],
  ]);
  console.log(`   an admin, ${bold(admin.identifier)}, the organization ${bold(organization.name)}, and an app`);
  return { admin, organization, app };
};

/** A client of /oauth and /api/v1. */
const planner = (url, { client_id: id, client_secret: secret }) => {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const token = async (parameters) => {
    const endpoint = `${url}/oauth/access_token?${new URLSearchParams(parameters)}`;
    const response = await tracedFetch(endpoint, { method: 'POST', headers: { authorization } });
    return { status: response.status, ...(await response.json()) };
  };
  const authorizationUrl = (scope) =>
    `${url}/oauth/authorize?${new URLSearchParams({ client_id: id, redirect_uri: redirectUri, scope, state: 'tour' })}`;
  const read = (path, accessToken) =>
    tracedFetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
  return { token, authorizationUrl, read };
};

const byCode = async (app, browser, { scope, answers }) => {
  const callback = await browser.travel(app.authorizationUrl(scope), answers, redirectUri);
  const tokens = await app.token({ code: callback.searchParams.get('code') });
  expect(tokens.status === 200, 'the code was not accepted');
  return tokens;
};

const uninstall = async (url, browser, organization) => {
  const path = `${url}/demo/api/organizations/${organization.id}/installations`;
  const { installations } = await (await browser.send(path)).json();
  const response = await browser.send(`${path}/${installations[0].id}`, { method: 'DELETE' });
  expect(response.status === 204, 'the app was not uninstalled');
};

/** Asks until the answer is a refusal, which has to be at once; tells how long after the acknowledgement it came. */
const refusedAfter = async (acknowledgedAt, what, ask) => {
  const sentAfter = performance.now() - acknowledgedAt;
  const status = await ask();
  const answeredAfter = performance.now() - acknowledgedAt;
  expect(status >= 400 && status < 500, `${what} was answered with ${status}`);
  const times = `sent ${sentAfter.toFixed(1)} ms after the acknowledgement, refused after ${answeredAfter.toFixed(1)} ms`;
  console.log(`   ${yellow(what)}: ${bold(times)}`);
};

const afterwards = async (app, { acknowledgedAt, tokens, scope }) => {
  const { installed, machine } = tokens;
  title('The next call is refused …');
  await refusedAfter(
    acknowledgedAt,
    'the next call',
    async () => (await app.read('organization', machine.access_token)).status,
  );
  title('… so is the next refresh …');
  const refresh = (refreshToken) => app.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  await refusedAfter(acknowledgedAt, 'the next refresh', async () => (await refresh(installed.refresh_token)).status);
  title('… and there are no new tokens for the organization');
  const again = { grant_type: 'client_credentials', scope };
  await refusedAfter(acknowledgedAt, 'the next client credentials', async () => (await app.token(again)).status);
};

const tour = async (server) => {
  console.log(
    `\n${bold('Latchkey, the tour of organizations')} on ${server.url}${server.isOwn ? ', a server that is gone afterwards' : ''}`,
  );
  if (server.note) console.log(dim(`(${server.note})`));
  title('The operator makes what the tour needs, on the command line');
  const { admin, organization, app: credentials } = prepare(server);
  const app = planner(server.url, credentials);
  const browser = new Browser(tracedFetch);
  const scope = organizationScopes.map((name) => `Org/${organization.id}.${name}`).join(',');
  title('The admin installs the app for the organization');
  const installed = await byCode(app, browser, { scope, answers: { ...admin, decision: 'allow' } });
  expect(installed.bearer.id === organization.id, 'the token is not for the organization');
  title('The app gets a token of the organization by its own credentials');
  const machine = await app.token({ grant_type: 'client_credentials', scope });
  expect(machine.bearer?.type === 'Organization', 'the bearer is not an organization');
  title('The same person signs in to the app: a token of the person, by code');
  const person = await byCode(app, browser, { scope: personScope, answers: { ...admin, decision: 'allow' } });
  expect(person.bearer.type === 'Person', 'the bearer is not a person');
  title('The app reads the directory: as the organization, and as the person');
  expect((await app.read('organization', machine.access_token)).ok, 'the organization can not be read');
  expect((await app.read('person', person.access_token)).ok, 'the person can not be read');
  title('The admin uninstalls the app');
  await uninstall(server.url, browser, organization);
  const acknowledgedAt = performance.now();
  await afterwards(app, { acknowledgedAt, tokens: { installed, machine }, scope });
  title('The person is still signed in to the app: that is between the two of them');
  expect((await app.read('person', person.access_token)).ok, 'the token of the person died too');
  console.log(`\n${green(bold('✓ Uninstalled is uninstalled: that is the tour.'))}`);
};

try {
  const server = await findServer();
  try {
    await tour(server);
  } finally {
    await server.stop();
  }
} catch (error) {
  console.error(`\n${red(bold('✗ The tour ended early:'))} ${error.message}`);
  process.exitCode = 1;
}
