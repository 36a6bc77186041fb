import { createPrivateKey, type webcrypto } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { codeOf, outcomeOf } from '../support/code-flow.js';
import {
  assertion,
  ASSERTION_TYPE,
  byAssertion,
  type ClientKey,
  clientKey,
  jwksOf,
  KeyServer,
} from '../support/client-keys.js';
import { type Answer } from '../support/http.js';
import { type TestApp, TestServer } from '../support/server.js';

const STANDARD = '/demo/oauth2/v1';
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];
const insecure = { [oauth.allowInsecureRequests]: true };

let server: TestServer;
let published: KeyServer;
const key = clientKey();
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start({ environment: { CLIENT_KEYS_ALLOW_PRIVATE: 'true' } });
  published = await KeyServer.start();
  app = await server.createApp({ keys: { jwks: jwksOf(key) } });
});
afterAll(async () => {
  await published.stop();
  await server.stop();
});

const post = (form: object, path = `${STANDARD}/token`): Promise<Answer> =>
  server.send('POST', path, { form: form as Record<string, string> });
const signed = (claims = {}, header = {}): Promise<string> =>
  assertion({ server, clientId: app.clientId, key }, claims, header);

/** As a browser or Deno would hold it. */
function webKey({ alg, privateKey }: ClientKey): Promise<webcrypto.CryptoKey> {
  const curve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[alg];
  const hash = `SHA-${alg.slice(2)}`;
  const rsa = { name: alg.startsWith('PS') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash };
  const algorithm = curve ? { name: 'ECDSA', namedCurve: curve } : rsa;
  const der = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({
    type: 'pkcs8',
    format: 'der',
  });
  return crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign']);
}

describe('clients of others authenticate with private_key_jwt', () => {
  it.each(ALGORITHMS.filter((alg) => !['ES384', 'PS512', 'RS512'].includes(alg)))('oauth4webapi, %s', async (alg) => {
    const own = clientKey(alg, 'k1', { alg });
    const { clientId } = await server.createApp({ keys: { jwks: jwksOf(own) } });
    const url = new URL(server.issuer);
    const issuer = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure));
    expect(issuer.token_endpoint_auth_signing_alg_values_supported).toContain(alg);
    const client = { client_id: clientId };
    const proof = oauth.PrivateKeyJwt({ key: await webKey(own), kid: 'k1' });
    const form = new URLSearchParams({ scope: 'tickets.ticket.r' });
    const granted = await oauth.clientCredentialsGrantRequest(issuer, client, proof, form, insecure);
    const { access_token: token } = await oauth.processClientCredentialsResponse(issuer, client, granted);
    const asked = await oauth.introspectionRequest(issuer, client, proof, token, insecure);
    expect(await oauth.processIntrospectionResponse(issuer, client, asked)).toMatchObject({ active: true });
    await oauth.processRevocationResponse(await oauth.revocationRequest(issuer, client, proof, token, insecure));
    const again = await oauth.introspectionRequest(issuer, client, proof, token, insecure);
    expect(await oauth.processIntrospectionResponse(issuer, client, again)).toEqual({ active: false });
  });

  it.each(['jwks', 'jwks_uri'])(
    'openid-client: code flow, refresh, device, introspection, revocation; keys by %s',
    async (by) => {
      const own = clientKey('PS256');
      published.jwks = jwksOf(own);
      const keys = by === 'jwks' ? { jwks: jwksOf(own) } : { jwksUri: published.uri };
      const the = await server.createApp({ keys });
      const proof = openid.PrivateKeyJwt(await webKey(own));
      const options = { execute: [openid.allowInsecureRequests] };
      const config = await openid.discovery(new URL(server.issuer), the.clientId, {}, proof, options);
      const user = await server.createUser();
      const back = await server.authorize(await server.signedIn(user), the, { state: 's' });
      const tokens = await openid.authorizationCodeGrant(config, back, { expectedState: 's' });
      expect(tokens.claims()).toMatchObject({ sub: user.id });
      const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
      expect(await openid.tokenIntrospection(config, renewed.access_token)).toMatchObject({ active: true });
      const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid' });
      expect(device.user_code).toMatch(/^[A-Z-]+$/);
      await openid.tokenRevocation(config, renewed.refresh_token ?? '');
      await expect(openid.refreshTokenGrant(config, renewed.refresh_token ?? '')).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    },
  );
});

describe('an assertion (RFC 7523 §3)', () => {
  it.each(ALGORITHMS)('may be signed with %s', async (alg) => {
    const own = clientKey(alg);
    const { clientId } = await server.createApp({ keys: { jwks: jwksOf(own) } });
    expect(outcomeOf(await post(byAssertion(await assertion({ server, clientId, key: own }))))).toBe('200');
  });

  it('authenticates at every endpoint of a client, with or without client_id beside it', async () => {
    for (const path of ['token', 'introspect', 'revoke', 'device_authorization']) {
      for (const more of [{}, { client_id: app.clientId }]) {
        const form = byAssertion(await signed(), { token: 'at_x', ...more });
        expect([path, outcomeOf(await post(form, `${STANDARD}/${path}`))]).toEqual([path, '200']);
        expect([path, outcomeOf(await post(form, `${STANDARD}/${path}`))]).toEqual([path, '401 invalid_client']);
      }
    }
  });

  it('is made out to the issuer or to the token endpoint, as the surface calls it (D4)', async () => {
    const { issuer, origin } = server;
    const accepted: readonly (readonly [string, readonly string[]])[] = [
      [`${STANDARD}/token`, [issuer, `${issuer}/token`]],
      [`${STANDARD}/introspect`, [issuer, `${issuer}/token`]],
      ['/oauth2/token', [issuer, `${issuer}/token`, `${origin}/oauth2/token`]],
      ['/oauth/access_token', [issuer, `${issuer}/token`, `${origin}/oauth/access_token`]],
    ];
    for (const [path, audiences] of accepted) {
      for (const aud of audiences.flatMap((one) => [one, [one]])) {
        const answer = await post(byAssertion(await signed({ aud }), { token: 'x' }), path);
        expect([path, aud, answer.json['error'] ?? 200]).toEqual([
          path,
          aud,
          path.startsWith('/oauth/') ? expect.not.stringMatching('invalid_client') : 200,
        ]);
      }
    }
    const elsewhere = byAssertion(await signed({ aud: `${origin}/oauth2/token` }));
    expect(outcomeOf(await post(elsewhere))).toBe('401 invalid_client');
  });

  it('that does not hold leaves the authorization code as it was', async () => {
    const visitor = await server.signedIn(await server.createUser());
    const form = await codeOf(server, visitor, app);
    const wrong = { ...byAssertion(await signed({ exp: 1 })), ...form };
    expect(outcomeOf(await post(wrong))).toBe('401 invalid_client');
    expect(outcomeOf(await post({ ...byAssertion(await signed()), ...form }))).toBe('200');
  });

  it('is asked for in a form that is known: otherwise invalid_request', async () => {
    const client_assertion = await signed();
    const grant_type = 'client_credentials';
    const malformed = [
      { client_assertion },
      { client_assertion_type: ASSERTION_TYPE },
      { client_assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' },
    ];
    for (const form of malformed) {
      expect(outcomeOf(await post({ grant_type, client_id: app.clientId, ...form }))).toBe('400 invalid_request');
    }
    expect(outcomeOf(await post(byAssertion(client_assertion)))).toBe('200');
  });

  it('may be as JSON where the surface reads JSON', async () => {
    const json = byAssertion(await signed());
    expect(outcomeOf(await server.send('POST', `${STANDARD}/token`, { json }))).toBe('200');
  });

  it('is offered in the metadata, with the algorithms and without others', async () => {
    const { json } = await server.send('GET', `${STANDARD}/.well-known/openid-configuration`);
    for (const endpoint of ['token', 'introspection', 'revocation']) {
      expect(json[`${endpoint}_endpoint_auth_methods_supported`]).toContain('private_key_jwt');
      expect(json[`${endpoint}_endpoint_auth_signing_alg_values_supported`]).toEqual(ALGORITHMS);
    }
  });
});
