// `npm run demo`: the guided tour. A person signs in, an app gets tokens, an API accepts one, and a revoked one is refused.
// The client is openid-client as anybody would use it; every request and answer is printed.
import { randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import { Browser } from './demo-browser.mjs';
import { findServer } from './demo-server.mjs';

const hasColours = process.env.FORCE_COLOR ? true : process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (hasColours ? `\x1b[${code}m${text}\x1b[0m` : text);
const [bold, dim, green, red, cyan] = [1, 2, 32, 31, 36].map(paint);

const short = (text) => (text.length > 100 ? `${text.slice(0, 90)}… (${text.length} characters)` : text);
const title = (text) => console.log(`\n${bold(text)}`);

const describeBody = (type, text) => {
  if (text === '') return [];
  if (!type.includes('json')) return [`(${type.split(';')[0]}, ${text.length} characters)`];
  const pairs = Object.entries(JSON.parse(text)).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return pairs.length > 12 ? [`(${pairs.length} members)`] : pairs.map(short);
};

/** `fetch` that tells what it does. The client library and the browser both go through it. */
const tracedFetch = async (url, init = {}) => {
  console.log(`  ${cyan(`${init.method ?? 'GET'} ${short(String(url))}`)}`);
  const form = init.body ? new URLSearchParams(String(init.body)) : [];
  for (const [name, value] of form) console.log(`    ${dim(`${name}=${short(name === 'password' ? '…' : value)}`)}`);
  const response = await fetch(url, init);
  const type = response.headers.get('content-type') ?? '';
  const location = response.headers.get('location');
  console.log(`  ${(response.ok || location ? green : red)(`${response.status} ${response.statusText}`)}`);
  const lines = location ? [`→ ${short(location)}`] : describeBody(type, await response.clone().text());
  for (const line of lines) console.log(`    ${line}`);
  return response;
};

const expect = (holds, what) => {
  if (!holds) throw new Error(`this should not have happened: ${what}`);
};

const redirectUri = 'http://127.0.0.1:8089/callback';
const scope = 'openid profile email';

const prepare = ({ operate }) => {
  const mark = randomBytes(4).toString('hex');
  const person = { identifier: `tour-${mark}@example.org`, password: `${randomBytes(12).toString('base64url')}-tour` };
  operate([
    'user',
    'create',
    '--email',
    person.identifier,
    '--password',
    person.password,
    '--name',
    'Ada Tour',
    '--verified',
  ]);
  const app = operate(['app', 'create', '--name', `tour-${mark}`, '--redirect-uri', redirectUri, '--scope', scope]);
  console.log(`  a person ${bold(person.identifier)}, and an app with the client ${bold(app.client_id)}`);
  return { person, app };
};

const discover = (url, app) =>
  client.discovery(new URL(`${url}/demo/oauth2/v1`), app.client_id, app.client_secret, undefined, {
    execute: [client.allowInsecureRequests],
    [client.customFetch]: tracedFetch,
  });

const signIn = async (config, person) => {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const start = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const callback = await new Browser(tracedFetch).travel(start.href, { ...person, decision: 'allow' }, redirectUri);
  title('The app redeems the code, and checks state, nonce, issuer and the signature of the ID token');
  return client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
    idTokenExpected: true,
  });
};

const isRefused = async (config, token) => {
  const response = await tracedFetch(config.serverMetadata().userinfo_endpoint, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.status === 401;
};

const tour = async (server) => {
  title(`On ${server.url}${server.isOwn ? ', a server of our own that is gone afterwards' : ''}`);
  const { person, app } = prepare(server);
  title('The app discovers the server');
  const config = await discover(server.url, app);
  title('The person signs in and allows the app');
  const tokens = await signIn(config, person);
  const { sub } = tokens.claims();
  title('An API accepts the access token: who is this?');
  await client.fetchUserInfo(config, tokens.access_token, sub);
  title('The app refreshes: the old refresh token is spent, a new one comes back');
  const fresh = await client.refreshTokenGrant(config, tokens.refresh_token);
  expect(fresh.refresh_token !== tokens.refresh_token, 'the refresh token was not rotated');
  title('Introspection: is it alive, whose is it, until when?');
  expect((await client.tokenIntrospection(config, fresh.access_token)).active, 'a fresh token is inactive');
  title('The app revokes the access token …');
  await client.tokenRevocation(config, fresh.access_token);
  title('… and it is dead at once, JWT or not');
  expect(!(await client.tokenIntrospection(config, fresh.access_token)).active, 'a revoked token is active');
  expect(await isRefused(config, fresh.access_token), 'a revoked token was accepted');
  console.log(`\n${green(bold('The revoked token was refused: that is the tour.'))}`);
};

try {
  const server = await findServer();
  try {
    await tour(server);
  } finally {
    await server.stop();
  }
} catch (error) {
  console.error(`\n${red(bold('The tour ended early:'))} ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
