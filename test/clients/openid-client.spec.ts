import * as client from 'openid-client';
import { REDIRECT_URI, type TestApp, TestServer, type TestUser } from '../support/server.js';
import { formsOf } from '../support/visitor.js';
import { signInAndAllow } from './person.js';

const SIGNED_OUT = 'https://app.test/signed-out';
const MINUTE = 60_000;

let server: TestServer;
let user: TestUser;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser({ name: 'Ada Lovelace' });
});
afterAll(() => server.stop());

type Metadata = Partial<client.ClientMetadata> | string;
type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

/** As the quick start of its README says; plain http only because this server is on loopback. */
function discover(app: TestApp, metadata: Metadata, authentication?: client.ClientAuth): Promise<client.Configuration> {
  const options = { execute: [client.allowInsecureRequests] };
  return client.discovery(new URL(server.issuer), app.clientId, metadata, authentication, options);
}

async function signIn(config: client.Configuration, parameters: Record<string, string> = {}): Promise<Tokens> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const link = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid profile email tickets.ticket.r',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...parameters,
  });
  const back = await signInAndAllow(server, user, link);
  const maxAge = parameters['max_age'] === undefined ? {} : { maxAge: Number(parameters['max_age']) };
  return client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState, expectedNonce, ...maxAge });
}

describe('openid-client', () => {
  const kinds: readonly [string, () => Promise<client.Configuration>][] = [
    ['client_secret_post, its default', async () => confidential()],
    ['client_secret_basic', async () => confidential(client.ClientSecretBasic)],
    ['a public client', async () => discover(await server.createApp({ isPublic: true }), {}, client.None())],
  ];

  async function confidential(method?: (secret: string) => client.ClientAuth): Promise<client.Configuration> {
    const app = await server.createApp({ postLogoutRedirectUris: [SIGNED_OUT] });
    return discover(app, app.clientSecret, method?.(app.clientSecret));
  }

  it.each(kinds)('signs a person in, reads who it is, refreshes and revokes: %s', async (_, configure) => {
    const config = await configure();
    expect(config.serverMetadata().supportsPKCE()).toBe(true);
    const tokens = await signIn(config);
    const claims = tokens.claims();
    expect(claims).toMatchObject({ iss: server.issuer, sub: user.id, aud: config.clientMetadata().client_id });
    expect(await client.fetchUserInfo(config, tokens.access_token, user.id)).toMatchObject({
      sub: user.id,
      name: 'Ada Lovelace',
      email: user.email,
    });
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(renewed.claims()).toMatchObject({ sub: user.id, auth_time: claims?.auth_time });
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    await client.tokenRevocation(config, renewed.refresh_token ?? '', { token_type_hint: 'refresh_token' });
    await expect(client.refreshTokenGrant(config, renewed.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    await expect(client.fetchUserInfo(config, renewed.access_token, user.id)).rejects.toMatchObject({ status: 401 });
  });

  it('introspects a token while it lives and after', async () => {
    const config = await confidential();
    const { access_token: token } = await signIn(config);
    expect(await client.tokenIntrospection(config, token)).toMatchObject({ active: true, sub: user.id });
    await client.tokenRevocation(config, token);
    expect(await client.tokenIntrospection(config, token)).toEqual({ active: false });
  });

  it('gets a token for itself (RFC 6749 §4.4)', async () => {
    const config = await confidential(client.ClientSecretBasic);
    const { access_token: token, ...rest } = await client.clientCredentialsGrant(config, { scope: 'tickets.ticket.r' });
    expect(rest).toEqual({ token_type: 'bearer', expires_in: 3600, scope: 'tickets.ticket.r' });
    expect(await client.tokenIntrospection(config, token)).toMatchObject({ active: true, bearer_type: 'client' });
  });

  it.each(['RS256', 'ES256', 'PS256'] as const)('verifies the signature of an ID token in %s', async (algorithm) => {
    const app = await server.createApp({ idTokenAlgorithm: algorithm });
    const metadata = { client_secret: app.clientSecret, id_token_signed_response_alg: algorithm };
    const config = await discover(app, metadata);
    client.enableNonRepudiationChecks(config);
    expect((await signIn(config)).claims()).toMatchObject({ sub: user.id });
  });

  it('is content with auth_time after max_age', async () => {
    const config = await confidential();
    expect((await signIn(config, { max_age: '60' })).claims()).toMatchObject({ auth_time: expect.any(Number) });
  });

  it('takes an answer that comes by form_post', async () => {
    const config = await confidential();
    const parameters = { redirect_uri: REDIRECT_URI, scope: 'openid', state: 's', response_mode: 'form_post' };
    const visitor = await server.signedIn(user);
    const consent = await visitor.open(client.buildAuthorizationUrl(config, parameters).href);
    const page = await visitor.follow(await visitor.submit(consent, { decision: 'allow' }));
    const [form] = formsOf(page.text);
    const body = new URLSearchParams(form?.fields.map(([name, value]) => [name, value]));
    const posted = new Request(form?.action ?? '', { method: 'POST', body });
    expect((await client.authorizationCodeGrant(config, posted, { expectedState: 's' })).claims()?.sub).toBe(user.id);
  });

  it('leads the browser out, and back to where the client is registered (RP-Initiated Logout)', async () => {
    const config = await confidential();
    const { id_token: hint = '' } = await signIn(config);
    const link = client.buildEndSessionUrl(config, {
      ...{ post_logout_redirect_uri: SIGNED_OUT, id_token_hint: hint, state: 'bye' },
    });
    const visitor = await server.signedIn(user);
    expect((await visitor.open(link.href)).location).toBe(`${SIGNED_OUT}?state=bye`);
    const entrance = await visitor.open(server.authorizePath(await server.createApp(), { prompt: 'none' }));
    expect(entrance.location).toContain('error=login_required');
  });

  it('learns what went wrong: a wrong verifier, a refusal of the person, a dead refresh token', async () => {
    const config = await confidential();
    const visitor = await server.signedIn(user);
    const parameters = { redirect_uri: REDIRECT_URI, scope: 'openid', state: 's' };
    const page = await visitor.open(client.buildAuthorizationUrl(config, parameters).href);
    const denied = new URL((await visitor.submit(page, { decision: 'deny' })).location ?? '');
    await expect(client.authorizationCodeGrant(config, denied, { expectedState: 's' })).rejects.toMatchObject({
      error: 'access_denied',
    });
    const tokens = await signIn(config);
    server.clock.advance(31 * 24 * 60 * MINUTE);
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});
