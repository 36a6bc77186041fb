import { createHash } from 'node:crypto';
import { codeOf, outcomeOf } from '../support/code-flow.js';
import { REDIRECT_URI, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

/** RFC 7636 Appendix B */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const REQUEST = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };

let server: TestServer;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  visitor = await server.signedIn(await server.createUser());
});
afterAll(() => server.stop());

describe('proof key for code exchange (RFC 7636)', () => {
  it.each([true, false])('accepts the verifier of Appendix B, of a public client: %s', async (isPublic) => {
    const app = await server.createApp({ isPublic });
    const form = await codeOf(server, visitor, app, REQUEST);
    expect(outcomeOf(await server.token(app, { ...form, code_verifier: VERIFIER }))).toBe('200');
    const wrong = await codeOf(server, visitor, app, REQUEST);
    expect(outcomeOf(await server.token(app, { ...wrong, code_verifier: CHALLENGE }))).toBe('400 invalid_grant');
  });

  it('takes verifiers of 43 and of 128 characters, with all that are unreserved (§4.1)', async () => {
    const app = await server.createApp({ isPublic: true });
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';
    for (const verifier of [alphabet.slice(-43), (alphabet + alphabet).slice(0, 128)]) {
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const form = await codeOf(server, visitor, app, { ...REQUEST, code_challenge: challenge });
      expect(outcomeOf(await server.token(app, { ...form, code_verifier: verifier }))).toBe('200');
    }
  });

  it('is asked of every client where the instance says so', async () => {
    const instance = await server.createInstance('careful', { requirePkce: true });
    const app = await server.createApp({ instanceId: instance.id, scope: [] });
    const user = await server.createUser({ instance });
    const careful = await server.signedIn(user, instance);
    const query = { client_id: app.clientId, redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid' };
    const open = (more: Record<string, string>) =>
      careful.open(`/careful/oauth2/v1/authorize?${new URLSearchParams({ ...query, ...more }).toString()}`);
    expect((await open({})).location).toContain('error=invalid_request');
    const consent = await open(REQUEST);
    expect(consent.status).toBe(200);
    expect((await careful.submit(consent, { decision: 'allow' })).location).toContain('?code=ac_');
  });

  it('is announced (RFC 8414 §2)', async () => {
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    expect(json['code_challenge_methods_supported']).toEqual(['S256']);
  });
});
