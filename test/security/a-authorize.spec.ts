import { request as httpRequest } from 'node:http';
import { changingNothing, codeOf, expectError, expectLocalPage } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { pkce, type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let app: TestApp;
/** Signed in, with consent given: whatever is sound is answered at once. */
let visitor: Visitor;

beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp({ scope: [] });
  visitor = await server.signedIn(user);
  await server.authorize(visitor, app);
});
afterAll(() => server.stop());

type Changes = Readonly<Record<string, string | undefined>>;

const ask = (changes: Changes = {}): Promise<Answer> => visitor.get(server.authorizePath(app, changes));
const asked = (more: string): Promise<Answer> => visitor.get(`${server.authorizePath(app)}&${more}`);

describe('a request at the authorization endpoint', () => {
  it('T001 stays here without a client that is known', async () => {
    await changingNothing(server, async () => {
      expectLocalPage(await ask({ client_id: undefined }));
      expectLocalPage(await ask({ client_id: 'nobody', redirect_uri: 'https://evil.test/x' }));
      expectLocalPage(await ask({ client_id: undefined, redirect_uri: 'https://evil.test/x' }));
    });
    expect(codeOf(await ask())).toMatch(/^ac_/);
  });

  it('T002 is refused for every response type but code (OAuth 2.1 §4.1.1)', async () => {
    await changingNothing(server, async () => {
      expectError(await ask({ response_type: undefined }), server, 'invalid_request');
      for (const type of ['token', 'id_token', 'code token', 'code id_token', 'none', 'CODE']) {
        expectError(await ask({ response_type: type }), server, 'unsupported_response_type');
      }
    });
    expect(codeOf(await ask({ response_type: 'code' }))).toBeDefined();
  });

  it('T003 is refused where a parameter is sent twice, in either order (RFC 6749 §3.1)', async () => {
    const { challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
    const sound: Record<string, string> = {
      ...{ client_id: app.clientId, redirect_uri: app.redirectUri, response_type: 'code' },
      ...{ scope: 'openid', state: 'state-1', ...proof },
    };
    const others = { client_id: 'other', redirect_uri: 'https://evil.test/x', response_type: 'token', scope: 'email' };
    const twice = (name: string, other: string, isFirst: boolean): Promise<Answer> => {
      const [path] = server.authorizePath(app).split('?');
      const kept = Object.entries(sound).filter(([key]) => key !== name);
      const values = [sound[name] ?? '', other];
      const doubled = (isFirst ? values.reverse() : values).map((value) => [name, value]);
      return visitor.get(
        `${path}?${new URLSearchParams([...doubled, ...kept].map(([key = '', value = '']) => [key, value]))}`,
      );
    };
    await changingNothing(server, async () => {
      for (const [name, other] of Object.entries({ ...others, state: 'state-2', code_challenge: pkce().challenge })) {
        for (const answer of [await twice(name, other, true), await twice(name, other, false)]) {
          if (['client_id', 'redirect_uri'].includes(name)) expectLocalPage(answer);
          else expectError(answer, server, 'invalid_request', name === 'state' ? null : 'state-1');
        }
      }
    });
    expect(codeOf(await ask({ ...proof, scope: 'openid' }))).toBeDefined();
  });

  it('T004 is refused where a parameter is sent as a list or an object', async () => {
    const [path] = server.authorizePath(app).split('?');
    await changingNothing(server, async () => {
      expectLocalPage(await visitor.get(`${path}?client_id[]=a&redirect_uri[0]=u&scope[x]=y&state[__proto__]=1`));
      const bracketed = [
        'client_id[]=a',
        'redirect_uri[0]=u',
        'scope[x]=y',
        'state[__proto__]=1',
        'scope%5B%5D=openid',
      ];
      for (const more of bracketed) {
        const answer = await asked(more);
        expectError(answer, server, 'invalid_request');
        expect(answer.location).not.toContain('object+Object');
      }
    });
    expect(codeOf(await asked('foo[bar]=1&__proto__=1&constructor[prototype]=1'))).toBeDefined();
  });

  it('T005 takes empty parameters for absent ones, and ignores unknown ones (RFC 6749 §3.1)', async () => {
    const answer = await ask({ state: '', nonce: '', scope: '', foo: 'bar' });
    expect([...new URL(answer.location ?? '').searchParams.keys()]).toEqual(['code', 'iss']);
    const form = { grant_type: 'authorization_code', code: codeOf(answer) };
    const { json } = await server.token(app, { ...form, redirect_uri: app.redirectUri });
    const claims = JSON.parse(Buffer.from(String(json['id_token']).split('.')[1] ?? '', 'base64url').toString());
    expect(claims).not.toHaveProperty('nonce');
    const native = await server.createApp({ isPublic: true });
    const proof = { code_challenge: '', code_challenge_method: 'S256' };
    await changingNothing(server, async () => {
      expectError(await visitor.get(server.authorizePath(native, proof)), server, 'invalid_request');
      expectError(await visitor.get(server.authorizePath(native)), server, 'invalid_request');
    });
    const sound = { ...proof, code_challenge: pkce().challenge };
    expect((await visitor.get(server.authorizePath(native, sound))).location).toContain('/demo/consent?');
  });

  it('T006 answers GET and POST only, and no other site’s script', async () => {
    const path = server.authorizePath(app);
    await changingNothing(server, async () => {
      for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH']) {
        expect([method, (await visitor.request(method, path)).status]).toEqual([method, 405]);
      }
      expect(await trace(path)).toBe(405);
      const headers = { origin: 'https://evil.test', 'access-control-request-method': 'GET' };
      const preflight = await visitor.request('OPTIONS', path, { headers });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    });
    const answer = await visitor.get(path, { headers: { origin: 'https://evil.test' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(codeOf(answer)).toBeDefined();
  });

  /** `fetch` refuses to send TRACE. */
  function trace(path: string): Promise<number | undefined> {
    const headers = { cookie: `ZEYOSID=${visitor.cookie('ZEYOSID')}` };
    return new Promise((resolve, reject) => {
      const sent = httpRequest(new URL(path, server.origin), { method: 'TRACE', headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject).end();
    });
  }

  it('T021 refuses request objects, and fetches none (OpenID Connect Core §6)', async () => {
    let hits = 0;
    const { createServer } = await import('node:http');
    const listener = createServer((_, response) => response.end(String((hits += 1)))).listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    const { port } = listener.address() as { port: number };
    const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encoded({ alg: 'none' })}.${encoded({ scope: 'openid tickets.ticket.w' })}.`;
    await changingNothing(server, async () => {
      expectError(await ask({ request: unsigned }), server, 'request_not_supported');
      for (const uri of [
        `http://127.0.0.1:${port}/x`,
        'file:///etc/passwd',
        'http://169.254.169.254/latest/meta-data',
      ]) {
        expectError(await ask({ request_uri: uri }), server, 'request_uri_not_supported');
      }
    });
    expect(hits).toBe(0);
    await new Promise((resolve) => listener.close(resolve));
    expect(codeOf(await ask())).toBeDefined();
  });
});
