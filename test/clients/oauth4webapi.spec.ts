import * as oauth from 'oauth4webapi';
import { REDIRECT_URI, type TestApp, TestServer, type TestUser, TICKETS } from '../support/server.js';
import { signInAndAllow } from './person.js';

const insecure = { [oauth.allowInsecureRequests]: true };

let server: TestServer;
let user: TestUser;
let issuer: oauth.AuthorizationServer;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  issuer = await discover('oidc');
});
afterAll(() => server.stop());

async function discover(algorithm: 'oidc' | 'oauth2'): Promise<oauth.AuthorizationServer> {
  const url = new URL(server.issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm, ...insecure }));
}

interface Party {
  readonly app: TestApp;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
}

const METHODS: Readonly<Record<string, (app: TestApp) => oauth.ClientAuth>> = {
  client_secret_basic: ({ clientSecret }) => oauth.ClientSecretBasic(clientSecret),
  client_secret_post: ({ clientSecret }) => oauth.ClientSecretPost(clientSecret),
  none: () => oauth.None(),
};

async function party(method: string): Promise<Party> {
  const app = await server.createApp({ isPublic: method === 'none' });
  const authentication = METHODS[method]?.(app) ?? oauth.None();
  return { app, client: { client_id: app.clientId }, authentication };
}

interface Answered {
  readonly parameters: URLSearchParams;
  readonly verifier: string;
  readonly nonce: string;
}

/** Its example for OpenID Connect, as far as the answer to the authorization request. */
async function authorize({ client }: Party, scope: string, changes: Record<string, string> = {}): Promise<Answered> {
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
  ];
  const link = new URL(issuer.authorization_endpoint ?? '');
  link.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...{ scope, state, nonce, ...changes },
  }).toString();
  const back = await signInAndAllow(server, user, link);
  return { parameters: oauth.validateAuthResponse(issuer, client, back, state), verifier, nonce };
}

async function redeem(
  { client, authentication }: Party,
  { parameters, verifier, nonce }: Answered,
): Promise<oauth.TokenEndpointResponse> {
  const request = oauth.authorizationCodeGrantRequest;
  const answer = await request(issuer, client, authentication, parameters, REDIRECT_URI, verifier, insecure);
  const checks = { expectedNonce: nonce, requireIdToken: true };
  const tokens = await oauth.processAuthorizationCodeResponse(issuer, client, answer, checks);
  await oauth.validateApplicationLevelSignature(issuer, answer, insecure);
  return tokens;
}

async function refresh({ client, authentication }: Party, token = ''): Promise<oauth.TokenEndpointResponse> {
  const answer = await oauth.refreshTokenGrantRequest(issuer, client, authentication, token, insecure);
  return oauth.processRefreshTokenResponse(issuer, client, answer);
}

describe('oauth4webapi', () => {
  it('discovers the same server by OpenID Connect Discovery and by RFC 8414', async () => {
    expect(await discover('oauth2')).toEqual(issuer);
  });

  it.each(Object.keys(METHODS))('runs the whole code flow with %s', async (method) => {
    const self = await party(method);
    const { client, authentication } = self;
    const tokens = await redeem(self, await authorize(self, 'openid profile email'));
    const { sub } = oauth.getValidatedIdTokenClaims(tokens) ?? { sub: '' };
    expect(sub).toBe(user.id);
    const userInfo = await oauth.userInfoRequest(issuer, client, tokens.access_token, insecure);
    expect(await oauth.processUserInfoResponse(issuer, client, sub, userInfo)).toMatchObject({ email: user.email });
    const renewed = await refresh(self, tokens.refresh_token);
    expect(renewed).toMatchObject({
      token_type: 'bearer',
      scope: 'openid profile email',
      id_token: expect.any(String),
    });
    const revocation = await oauth.revocationRequest(
      issuer,
      client,
      authentication,
      renewed.refresh_token ?? '',
      insecure,
    );
    await oauth.processRevocationResponse(revocation);
    await expect(refresh(self, renewed.refresh_token)).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });
    const refused = await oauth.userInfoRequest(issuer, client, renewed.access_token, insecure);
    await expect(oauth.processUserInfoResponse(issuer, client, sub, refused)).rejects.toMatchObject({
      cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
    });
  });

  it('introspects, and gets a token for itself', async () => {
    const { client, authentication } = await party('client_secret_basic');
    const form = new URLSearchParams({ scope: 'tickets.ticket.r' });
    const granted = await oauth.clientCredentialsGrantRequest(issuer, client, authentication, form, insecure);
    const { access_token: token } = await oauth.processClientCredentialsResponse(issuer, client, granted);
    const answer = await oauth.introspectionRequest(issuer, client, authentication, token, insecure);
    expect(await oauth.processIntrospectionResponse(issuer, client, answer)).toMatchObject({
      ...{ active: true, client_id: client.client_id, sub: client.client_id, scope: 'tickets.ticket.r' },
    });
  });

  it('guards an API with our access tokens, as a resource server of its own (RFC 9068 §4)', async () => {
    const self = await party('client_secret_post');
    const tokens = await redeem(self, await authorize(self, 'openid tickets.ticket.r'));
    const call = new Request(`${TICKETS}mine`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(await oauth.validateJwtAccessToken(issuer, call, TICKETS, insecure)).toMatchObject({
      ...{ sub: user.id, client_id: self.app.clientId, scope: 'openid tickets.ticket.r' },
    });
    await expect(oauth.validateJwtAccessToken(issuer, call, 'https://other.example/', insecure)).rejects.toThrow();
  });

  it('is told by the issuer in the answer whom the answer is from, errors too (RFC 9207)', async () => {
    const { app, client } = await party('client_secret_post');
    const back = await server.authorize(server.visitor(), app, { prompt: 'none', state: 's' });
    expect(() => oauth.validateAuthResponse(issuer, client, back, 's')).toThrow(
      expect.objectContaining({ name: 'AuthorizationResponseError', error: 'login_required' }),
    );
    const foreign = new URL(back);
    foreign.searchParams.set('iss', 'https://attacker.example');
    expect(() => oauth.validateAuthResponse(issuer, client, foreign, 's')).toThrow('iss');
  });
});
