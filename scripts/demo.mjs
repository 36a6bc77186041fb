// `npm run demo`: the guided tour. A person signs in, an app gets tokens, an API accepts one, and a revoked one is refused.
// The client is openid-client as anybody would use it; every request and answer is printed.
import { randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import { Browser } from './demo-browser.mjs';
import { findServer } from './demo-server.mjs';
import { bold, dim, green, red, tracedFetch } from './demo-trace.mjs';

let steps = 0;
const title = (text) => console.log(`\n${bold(`${String(++steps).padStart(2)} ${text}`)}`);

const expect = (holds, what) => {
  if (!holds) throw new Error(`this should not have happened: ${what}`);
};

const redirectUri = 'http://127.0.0.1:8089/callback';
const scope = 'openid profile email';

const prepare = ({ operate }) => {
  const mark = randomBytes(4).toString('hex');
  const person = { identifier: `tour-${mark}@example.org`, password: `${randomBytes(12).toString('base64url')}-tour` };
  operate([
    ...['user', 'create', '--email', person.identifier],
    ...['--password', person.password, '--name', 'Ada Tour', '--verified'],
  ]);
  const app = operate([
    'app',
    'create',
    '--name',
    `tour-${mark}`,
    '--title',
    'The tour',
    '--redirect-uri',
    redirectUri,
    '--scope',
    scope,
  ]);
  console.log(`   a person, ${bold(person.identifier)}, and an app with the client ${bold(app.client_id)}`);
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
  console.log(
    `\n${bold('Latchkey, the tour')} on ${server.url}${server.isOwn ? ', a server that is gone afterwards' : ''}`,
  );
  if (server.note) console.log(dim(`(${server.note})`));
  title('The operator makes what the tour needs, on the command line');
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
  console.log(`\n${green(bold('✓ The revoked token was refused: that is the tour.'))}`);
};

try {
  const server = await findServer();
  try {
    await tour(server);
  } finally {
    await server.stop();
  }
} catch (error) {
  const reason = error.cause?.error_description ?? error.cause?.message ?? error.message;
  console.error(`\n${red(bold('✗ The tour ended early:'))} ${reason}`);
  process.exitCode = 1;
}
