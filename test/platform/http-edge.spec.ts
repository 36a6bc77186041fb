import { ProbeServer } from './probe-server.js';

const FORM = 'application/x-www-form-urlencoded';
const problem = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe.each(['fastify', 'express'])('the HTTP edge on %s', (adapter) => {
  let server: ProbeServer;
  const post = (type: string | undefined, body: string | Buffer, path = '/echo') =>
    server.send('POST', path, {
      headers: { ...(type && { 'content-type': type }), 'content-length': String(Buffer.byteLength(body)) },
      body,
    });

  beforeAll(async () => {
    server = await new ProbeServer().start({ HTTP_ADAPTER: adapter, PUBLIC_URL: 'https://auth.test' });
  });
  afterAll(() => server.stop());

  describe('bodies', () => {
    it.each([
      'text/plain',
      'multipart/form-data; boundary=x',
      `${FORM}\ta`,
      `${FORM} a`,
      `${FORM};charset=utf-7`,
      `${FORM}; charset=utf-8; charset=utf-7`,
      `${FORM};`,
      `${FORM}, application/json`,
      'application/json garbage',
      'application/json; charset=latin1',
      'application/jsonp',
      'application/problem+json',
      '*/*',
      'x',
      undefined,
    ])('T038/T039: refuses the media type %j', async (type) => {
      const answer = await post(type, '{"a":"1"}');
      expect(answer.status).toBe(415);
      expect(problem(answer.text)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    });

    it.each([FORM, `${FORM};charset=UTF-8`, `${FORM} ; charset="utf-8"`, 'Application/X-WWW-Form-Urlencoded'])(
      'T039: takes a form as its raw text: %s',
      async (type) => {
        const answer = await post(type, 'a=1&a=2&b=%20');
        expect(problem(answer.text)).toEqual({ body: 'a=1&a=2&b=%20', kind: 'string' });
      },
    );

    it('T039: takes JSON, and empty bodies as no body', async () => {
      expect(problem((await post('application/json', '{"a":[1,"é"]}')).text)).toEqual({
        body: { a: [1, 'é'] },
        kind: 'object',
      });
      expect(problem((await post('application/json', '')).text)).toEqual({ body: null, kind: 'undefined' });
      expect(problem((await server.send('POST', '/echo')).text)).toEqual({ body: null, kind: 'undefined' });
      expect(problem((await server.send('DELETE', '/echo')).text)).toEqual({ kind: 'undefined' });
    });

    it.each([70_000, 10_000_000])('T272: refuses %i bytes at once', async (size) => {
      const answer = await post(FORM, Buffer.alloc(size, 'a'));
      expect(answer.status).toBe(413);
      expect(problem(answer.text)).toMatchObject({ code: 'payload_too_large' });
      expect(answer.milliseconds).toBeLessThan(1_000);
    });

    it('T272: refuses an endless chunked body at the limit and ends the connection', async () => {
      const body = `10000\r\n${'a'.repeat(65_536)}\r\n1\r\na\r\n`;
      const head = `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: ${FORM}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      expect(await server.raw(head + body)).toMatch(/^HTTP\/1\.1 413 /);
    });

    it('T272: takes exactly the limit', async () => {
      expect((await post(FORM, Buffer.alloc(65_536, 'a'))).status).toBe(200);
      expect((await post(FORM, Buffer.alloc(65_537, 'a'))).status).toBe(413);
    });

    it.each(['gzip', 'deflate', 'br', 'x', 'identity, gzip'])(
      'T272: refuses the content encoding %s',
      async (encoding) => {
        const headers = { 'content-type': FORM, 'content-encoding': encoding };
        expect((await server.send('POST', '/echo', { headers, body: 'a=1' })).status).toBe(415);
      },
    );

    const many = Array.from({ length: 9_000 }, (_, index) => `"${index}":1`).join(',');
    it.each([
      ['deep arrays', `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
      ['deep objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
      ['unclosed depth', '['.repeat(60_000)],
      ['thousands of names', `{${many.slice(0, 60_000).replace(/,[^,]*$/, '')}}`],
      ['a name twice', '{"a":1,"a":2}'],
      ['a name twice, escaped', '{"a":1,"\\u0061":2}'],
      ['a byte order mark', '\ufeff{"a":1}'],
      ['NaN', '{"a":NaN}'],
      ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
      ['overlong UTF-8', Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])],
      ['a lone surrogate', '{"a":"\\ud800"}'],
      ['a lone surrogate in a name', '{"\\udc00":1}'],
      ['NUL', '{"a":"\\u0000"}'],
      ['a huge number', '{"a":1e309}'],
      ['a whole number that is not exact', '{"a":9007199254740993}'],
      ['__proto__', '{"__proto__":{"admin":true}}'],
      ['an escaped __proto__', '{"\\u005f_proto__":{"admin":true}}'],
      ['constructor.prototype', '{"a":{"constructor":{"prototype":{"admin":true}}}}'],
      ['no object', '[1]'],
      ['null', 'null'],
      ['a comment', '{"a":1}//'],
    ])('T275/T276: refuses JSON with %s', async (_, body) => {
      const answer = await post('application/json', body);
      expect(answer.status).toBe(400);
      expect(problem(answer.text)).toMatchObject({ code: 'invalid_request' });
      expect(answer.milliseconds).toBeLessThan(250);
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    });

    it('T275: refuses a form in invalid UTF-8 or with a byte order mark', async () => {
      expect((await post(FORM, Buffer.from([0x61, 0x3d, 0xff]))).status).toBe(400);
      expect((await post(FORM, '\ufeffa=1')).status).toBe(400);
    });

    it('T285: answers 50 KB of near misses quickly', async () => {
      const type = await post(`application/json${' '.repeat(8_000)}x`, '{}');
      expect(type.status).toBe(415);
      const quotes = await post('application/json', `{"a":"${'\\"'.repeat(25_000)}`);
      expect(quotes.status).toBe(400);
      expect(Math.max(type.milliseconds, quotes.milliseconds)).toBeLessThan(250);
    });
  });

  describe('validation', () => {
    it('names the fields by their path, and refuses what the class does not name', async () => {
      const bad = problem((await post('application/json', '{"inner":{"size":"x"},"role":"admin"}', '/validated')).text);
      expect(bad).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(Object.keys(bad['fields'] as object).sort()).toEqual(['inner.size', 'name', 'role']);
      const good = await post('application/json', '{"name":"a","inner":{"size":1}}', '/validated');
      expect([good.status, good.text]).toEqual([201, '{"isInput":true}']);
    });
  });

  describe('answers', () => {
    it('keeps the status, headers and cookies that a handler sets', async () => {
      const { status, headers, text } = await server.send('POST', '/created');
      expect([status, text]).toEqual([202, '{"ok":true}']);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=60',
        'x-one': '1',
        'set-cookie': ['a=1; Path=/; Secure; HttpOnly; SameSite=Lax', 'b=2; Path=/demo; Max-Age=60; SameSite=Lax'],
      });
    });

    it('has the security headers and a request id everywhere', async () => {
      for (const [method, path] of [
        ['GET', '/context'],
        ['GET', '/nothing'],
        ['GET', '/%E0%A4%A'],
        ['PUT', '/context'],
      ]) {
        const { headers } = await server.send(method ?? '', path ?? '');
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'strict-transport-security': 'max-age=63072000',
          'x-request-id': expect.stringMatching(/^[\w-]{16}$/),
        });
        expect(headers).not.toHaveProperty('x-powered-by');
        expect(headers).not.toHaveProperty('server');
        expect(headers).not.toHaveProperty('etag');
      }
    });

    it('gives pages a strict policy that lets their forms end where they say', async () => {
      const { headers, text } = await server.send('GET', '/page');
      expect(text).toBe('<p>Grüße</p>');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'x-frame-options': 'DENY',
        'content-security-policy':
          "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; " +
          "form-action 'self' https://app.test com.example.app: http:; frame-ancestors 'none'; base-uri 'none'",
      });
    });

    it('T279: never lets a value start a header', async () => {
      const redirect = await server.send('POST', '/redirect');
      expect(redirect.status).toBe(303);
      expect(redirect.headers['location']).toBe('https://app.test/cb?a=1%0D%0ASet-Cookie:%20x=1&%C3%BC=%C3%A9');
      expect(redirect.headers['set-cookie']).toBeUndefined();
      const header = await server.send('GET', '/header');
      expect([header.status, header.headers['set-cookie']]).toEqual([500, undefined]);
    });

    it('T281: answers HEAD like GET without a body, and 405 with Allow for other methods', async () => {
      const head = await server.send('HEAD', '/context');
      expect([head.status, head.text]).toEqual([200, '']);
      const wrong = await server.send('GET', '/echo');
      expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'DELETE, POST']);
      expect(problem(wrong.text)).toMatchObject({ code: 'method_not_allowed' });
      const parameter = await server.send('POST', '/refuse/demo?how=none');
      expect([parameter.status, parameter.headers['allow']]).toEqual([405, 'GET, HEAD']);
      for (const method of ['OPTIONS', 'PUT', 'PATCH', 'TRACE']) {
        expect((await server.send(method, '/context')).status).toBe(405);
      }
    });

    it('T280: takes paths exactly as registered, but for a slash at the end', async () => {
      expect((await server.send('GET', '/context/')).status).toBe((await server.send('GET', '/context')).status);
      for (const path of ['/CONTEXT', '//context', '/context;x', '/./context', '/a/../context', '/context%2f']) {
        expect((await server.send('GET', path)).status).toBe(404);
      }
    });
  });

  describe('problems', () => {
    it.each([
      ['none', 401, 'credentials_required', 'Bearer realm="demo"'],
      [
        'token',
        401,
        'invalid_token',
        `Bearer realm="demo", error="invalid_token", error_description="the token is 'not' v?lid"`,
      ],
      [
        'scope',
        403,
        'insufficient_scope',
        'Bearer realm="demo", error="insufficient_scope", error_description="more is needed", scope="app.a.r"',
      ],
      ['rate', 429, 'rate_limited', undefined],
      ['unknown', 500, 'server_error', undefined],
      ['text', 500, 'server_error', undefined],
      ['database', 503, 'temporarily_unavailable', undefined],
      ['teapot', 400, 'invalid_request', undefined],
    ])('T287: renders %s as problem+json', async (how, status, code, challenge) => {
      const answer = await server.send('GET', `/refuse/demo?how=${how}`);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.headers['www-authenticate']).toBe(challenge);
      expect(problem(answer.text)).toMatchObject({
        type: 'about:blank',
        status,
        code,
        requestId: answer.headers['x-request-id'],
      });
      expect(answer.text).not.toMatch(/stack|passwd|SELECT|CANARY|10\.0\.0\.1|\/srv|node_modules/);
    });

    it('T287: says when to come back', async () => {
      expect((await server.send('GET', '/refuse/demo?how=rate')).headers['retry-after']).toBe('2');
      expect((await server.send('GET', '/refuse/demo?how=database')).headers['retry-after']).toBe('1');
    });

    it('T287: has the same shape for what the framework refuses', async () => {
      for (const path of [
        '/nothing',
        '/%E0%A4%A',
        '/refuse/%E0%A4%A',
        '/refuse/%00',
        '/nothing?a=%00',
        `/refuse/${'x'.repeat(9_000)}`,
      ]) {
        const answer = await server.send('GET', path);
        expect(answer.headers['content-type']).toBe('application/problem+json');
        expect(problem(answer.text)).toMatchObject({
          status: answer.status,
          requestId: answer.headers['x-request-id'],
        });
      }
    });

    it('renders OAuth errors (RFC 6749 §5.2), with the scheme that the client tried', async () => {
      const headers = { authorization: 'Basic eDp5' };
      const answer = await server.send('GET', '/oauth/demo?how=client', { headers });
      expect(answer.status).toBe(401);
      expect(problem(answer.text)).toEqual({ error: 'invalid_client', error_description: 'unknown client' });
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'www-authenticate': 'Basic realm="demo", charset="UTF-8"',
      });
      const token = await server.send('GET', '/oauth/demo?how=token');
      expect(problem(token.text)).toEqual({ error: 'invalid_token', error_description: "the token is 'not' v?lid" });
    });
  });

  describe('connections', () => {
    it.each(['a b', 'evil.test/x', 'a@b', 'a:b', 'a:999999', '[::1', '"x"', 'a,b', `${'a'.repeat(254)}`, ''])(
      'T289: refuses the host %j',
      async (host) => {
        const answer = await server.raw(`GET /context HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
        expect(answer).toMatch(/^HTTP\/1\.1 400 /);
        expect(answer).toMatch(/x-request-id: /i);
        expect(answer).toContain('application/problem+json');
      },
    );

    it('T289: refuses two hosts', async () => {
      expect(await server.raw('GET /context HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    });

    it.each(['evil.test', 'auth.test:443', '[::1]:80', 'my_service'])(
      'T289: takes %s and never repeats it',
      async (host) => {
        const answer = await server.raw(
          `GET /context HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: evil.test\r\n\r\n`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 200 /);
        expect(answer).not.toContain('evil');
      },
    );

    it.each([
      'GET /context HTTP/1.1\r\n\r\n',
      'nonsense\r\n\r\n',
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'GET /context HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n',
    ])('T274/T287: refuses %j', async (text) => {
      expect(await server.raw(text)).toMatch(/^HTTP\/1\.1 400 /);
    });

    it('T287: refuses a huge head with 431 and a problem', async () => {
      const answer = await server.raw(`GET /context HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 431 /);
      expect(answer).toContain('"requestId"');
    });

    it('believes no forwarded header unless its sender is trusted', async () => {
      const headers = {
        'x-forwarded-for': '192.0.2.9',
        'x-forwarded-proto': 'https',
        'x-request-id': 'from-outside-1',
      };
      const { text } = await server.send('GET', '/context?a=1', { headers: { ...headers, origin: 'https://a.test' } });
      expect(problem(text)).toMatchObject({
        address: '127.0.0.1',
        secure: false,
        path: '/context',
        search: 'a=1',
        origin: 'https://a.test',
      });
      expect(text).not.toContain('from-outside-1');
    });
  });

  it('T322/T323: writes one JSON line a request, with the path and without the query', async () => {
    server.lines.length = 0;
    const answer = await server.send('GET', '/context?code=QUERY-CANARY', {
      headers: { authorization: 'Bearer HEADER-CANARY', cookie: 'ZEYOSID=COOKIE-CANARY' },
    });
    await server.send('GET', '/refuse/demo?how=unknown');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const lines = server.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({
      message: 'request',
      method: 'GET',
      path: '/context',
      status: 200,
      requestId: answer.headers['x-request-id'],
    });
    expect(lines.find(({ level }) => level === 'error')).toMatchObject({
      context: 'Http',
      refusal: 'server_error',
      requestId: expect.any(String),
    });
    expect(server.lines.join('')).not.toContain('CANARY');
  });
});

describe.each(['fastify', 'express'])('behind a trusted proxy, on %s', (adapter) => {
  let server: ProbeServer;
  beforeAll(async () => {
    server = await new ProbeServer().start({
      HTTP_ADAPTER: adapter,
      TRUSTED_PROXIES: '127.0.0.0/8, 10.0.0.0/8, fd00::/8',
    });
  });
  afterAll(() => server.stop());

  it.each([
    ['192.0.2.9', '192.0.2.9'],
    ['198.51.100.1, 192.0.2.9', '192.0.2.9'],
    ['198.51.100.1, 192.0.2.9, 10.1.2.3', '192.0.2.9'],
    ['198.51.100.1,  ::ffff:10.1.2.3', '198.51.100.1'],
    ['2001:db8::1, fd00::2', '2001:db8::1'],
    ['10.9.9.9', '10.9.9.9'],
    ['evil, 10.1.2.3', '10.1.2.3'],
    ['evil', '127.0.0.1'],
    ['', '127.0.0.1'],
  ])('reads X-Forwarded-For: %s from the right', async (forwarded, address) => {
    const { text } = await server.send('GET', '/context', {
      headers: { 'x-forwarded-for': forwarded, 'x-forwarded-proto': 'https' },
    });
    expect(problem(text)).toMatchObject({ address, secure: true });
  });

  it('keeps the number that the proxy gave the request, if it is one', async () => {
    const kept = await server.send('GET', '/context', { headers: { 'x-request-id': 'proxy-0001' } });
    expect(kept.headers['x-request-id']).toBe('proxy-0001');
    const replaced = await server.send('GET', '/context', { headers: { 'x-request-id': '"><script>' } });
    expect(replaced.headers['x-request-id']).toMatch(/^[\w-]{16}$/);
    expect(kept.headers).not.toHaveProperty('strict-transport-security');
  });
});
