import { deliveredBy } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { type TestApp, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
  visitor = await server.signedIn(await server.createUser());
  await server.authorize(visitor, app);
});
afterAll(() => server.stop());

const issuerOf = (answer: Answer): string | undefined => deliveredBy(answer)['iss'];

describe('the issuer of an authorization response (RFC 9207)', () => {
  it.each(['query', 'fragment', 'form_post'])('is in codes and errors, by the response mode %s (§2)', async (mode) => {
    const code = await visitor.get(server.authorizePath(app, { response_mode: mode }));
    const error = await visitor.get(server.authorizePath(app, { response_mode: mode, scope: 'nothing.we.know' }));
    const page = await visitor.open(server.authorizePath(app, { response_mode: mode, prompt: 'consent' }));
    const denial = await visitor.submit(page, { decision: 'deny' });
    const answers = [code, error, denial];
    expect(answers.map((answer) => deliveredBy(answer)['error'])).toEqual([
      undefined,
      'invalid_scope',
      'access_denied',
    ]);
    expect(answers.map(issuerOf)).toEqual([server.issuer, server.issuer, server.issuer]);
  });

  it('is the issuer of the discovery document, byte for byte, and is announced there (§2.4, §3)', async () => {
    const { json } = await server.send('GET', `${new URL(server.issuer).pathname}/.well-known/openid-configuration`);
    const answer = await visitor.get(server.authorizePath(app));
    expect(json).toMatchObject({ issuer: issuerOf(answer), authorization_response_iss_parameter_supported: true });
  });

  it('is not what the request says it is', async () => {
    const answer = await visitor.get(server.authorizePath(app, { iss: 'https://evil.test' }));
    expect(new URL(answer.location ?? '').searchParams.getAll('iss')).toEqual([server.issuer]);
  });
});
