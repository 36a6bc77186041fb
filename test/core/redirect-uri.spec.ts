import fc from 'fast-check';
import { matchesRedirectUri, withFragment, withParameters } from '../../src/core/redirect-uri.js';
import { processorTime } from './processor-time.js';

const REGISTERED = 'https://app.test/cb';

describe('matching a redirect URI', () => {
  it('T026: accepts the registered text itself', () => {
    expect(matchesRedirectUri(REGISTERED, REGISTERED)).toBe(true);
  });

  it.each([
    '/cb/',
    '/CB',
    '//cb',
    '/cb/../x',
    '/cb/..;/x',
    '/cb;a',
    '/cb%2f',
    '/%63b',
    '/%252e',
    '/cb?x=1',
    '/cb?',
    '/cb#f',
    '/cb#',
    '/cbx',
    '/cb.evil',
    '/c',
    '/',
    '',
  ])('T026: refuses https://app.test%s (RFC 9700 §4.1.3)', (path) => {
    expect(matchesRedirectUri(REGISTERED, `https://app.test${path}`)).toBe(false);
  });

  it.each([
    'https://app.test.evil.test/cb',
    'https://app.test@evil.test/cb',
    'https://a@b@evil.test/cb',
    'https://evil.test#app.test/cb',
    'https://evil.test\\@app.test/cb',
    'https://APP.test/cb',
    'https://app.test./cb',
    'https://app.test:443/cb',
    'https://xn--pp-xka.test/cb',
    'https://\u0430pp.test/cb',
    'https:app.test/cb',
    'https:/app.test/cb',
    'HTTPS://app.test/cb',
    'http://app.test/cb',
    'https://app.te\tst/cb',
    'https://app.test/cb\n',
    '\nhttps://app.test/cb',
    ' https://app.test/cb',
  ])('T027: refuses %j', (presented) => {
    expect(matchesRedirectUri(REGISTERED, presented)).toBe(false);
  });

  it.each([
    'https://appXtest/cb',
    'https://app.test/c.',
    'https://.*/cb',
    'https://app.test/cb|.*',
    '^https://app.test/cb$',
  ])('T028: refuses %j, for which a regular expression would fall', (presented) => {
    expect(matchesRedirectUri(REGISTERED, presented)).toBe(false);
    expect(matchesRedirectUri(presented, REGISTERED)).toBe(false);
  });

  it.each(['http://127.0.0.1', 'http://[::1]'])('T032: %s/cb matches at any port (RFC 8252 §7.3)', (origin) => {
    for (const authority of [`${origin}:1024`, `${origin}:65535`, `${origin}:1`, origin]) {
      expect(matchesRedirectUri(`${origin}/cb`, `${authority}/cb`)).toBe(true);
      expect(matchesRedirectUri(`${origin}:3000/cb`, `${authority}/cb`)).toBe(true);
    }
  });

  it.each([
    'http://localhost/cb',
    'http://localhost:1024/cb',
    'http://127.0.0.1.evil.test/cb',
    'http://127.0.0.1:1024.evil.test/cb',
    'http://127.1/cb',
    'http://2130706433/cb',
    'http://127.0.0.2/cb',
    'http://[::1]/cb',
    'http://127.0.0.1:1024/other',
    'http://127.0.0.1:1024/cb/',
    'http://127.0.0.1:1024/cb?x=1',
    'http://127.0.0.1:1024/cb\n',
    'http://user@127.0.0.1:1024/cb',
    'http://127.0.0.1:1024@evil.test/cb',
    'http://127.0.0.1:/cb',
    'http://127.0.0.1:0/cb',
    'http://127.0.0.1:080/cb',
    'http://127.0.0.1:65536/cb',
    'http://127.0.0.1:+80/cb',
    'https://127.0.0.1:1024/cb',
    'HTTP://127.0.0.1:1024/cb',
  ])('T032: http://127.0.0.1/cb does not match %j', (presented) => {
    expect(matchesRedirectUri('http://127.0.0.1/cb', presented)).toBe(false);
  });

  it('T032: a registered localhost, host name or https loopback keeps its port', () => {
    for (const origin of ['http://localhost', 'http://app.test', 'https://127.0.0.1']) {
      expect(matchesRedirectUri(`${origin}/cb`, `${origin}:1024/cb`)).toBe(false);
    }
  });

  it('T035: a registered query belongs to the text', () => {
    const registered = 'https://app.test/cb?x=1';
    expect(matchesRedirectUri(registered, registered)).toBe(true);
    for (const query of ['?y=1', '?x=1&y=2', '?x=1&x=1', '?x=2', '?', '']) {
      expect(matchesRedirectUri(registered, `https://app.test/cb${query}`)).toBe(false);
    }
  });

  it('T036: refuses what is long, has NUL, an encoded line break or raw non-ASCII, at once', () => {
    const spent = processorTime(() => {
      for (const suffix of ['a'.repeat(65_536), '\0', '%0d%0aX: y', '\r\nX: y', '\u00e9', '\ud800']) {
        expect(matchesRedirectUri(REGISTERED, REGISTERED + suffix)).toBe(false);
        expect(matchesRedirectUri('http://127.0.0.1/cb', `http://127.0.0.1:1/cb${suffix}`)).toBe(false);
      }
    });
    expect(spent).toBeLessThan(100);
  });

  it('is equality, whatever one character is put in, taken out or replaced', () => {
    const edits = fc.record({
      at: fc.nat(REGISTERED.length),
      removed: fc.nat(1),
      put: fc.string({ maxLength: 1, unit: 'binary' }),
    });
    fc.assert(
      fc.property(edits, ({ at, removed, put }) => {
        const presented = REGISTERED.slice(0, at) + put + REGISTERED.slice(at + removed);
        expect(matchesRedirectUri(REGISTERED, presented)).toBe(presented === REGISTERED);
      }),
    );
  });

  it('lets nothing but the port of a loopback literal differ, read by a URL parser as the model', () => {
    const hosts = fc.constantFrom('127.0.0.1', '[::1]', 'localhost', 'app.test', '127.1');
    const uris = fc
      .record({
        scheme: fc.constantFrom('http', 'https'),
        host: hosts,
        port: fc.option(fc.integer({ min: 1, max: 70_000 })),
        path: fc.constantFrom('/', '/cb', '/cb?x=1'),
      })
      .map(({ scheme, host, port, path }) => `${scheme}://${host}${port === null ? '' : `:${port}`}${path}`);
    fc.assert(
      fc.property(uris, uris, (registered, presented) => {
        if (registered === presented || !URL.canParse(registered) || !URL.canParse(presented)) return;
        const [a, b] = [new URL(registered), new URL(presented)];
        const isLoopback =
          a.protocol === 'http:' &&
          /^http:\/\/(127\.0\.0\.1|\[::1\])/.test(registered) &&
          presented.startsWith(`http://${a.hostname}`);
        expect(matchesRedirectUri(registered, presented)).toBe(
          isLoopback && a.hostname === b.hostname && a.pathname + a.search === b.pathname + b.search,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the answer in a redirect URI', () => {
  it('T035: is appended to a registered query with &', () => {
    expect(withParameters('https://app.test/cb', { code: 'c', state: 's' })).toBe('https://app.test/cb?code=c&state=s');
    expect(withParameters('https://app.test/cb?x=1', { code: 'c' })).toBe('https://app.test/cb?x=1&code=c');
    expect(withParameters('https://app.test/cb?', { code: 'c' })).toBe('https://app.test/cb?code=c');
    expect(withParameters('com.example.app:/cb', { code: 'c' })).toBe('com.example.app:/cb?code=c');
  });

  it('leaves absent values out and an answer without values as it is', () => {
    expect(withParameters('https://app.test/cb', { state: undefined, code: 'c' })).toBe('https://app.test/cb?code=c');
    expect(withParameters('https://app.test/cb', { state: undefined })).toBe('https://app.test/cb');
    expect(withFragment('https://app.test/cb', {})).toBe('https://app.test/cb');
  });

  it('stands in the fragment where that is asked for', () => {
    expect(withFragment('https://app.test/cb?x=1', { code: 'c', state: 'a b' })).toBe(
      'https://app.test/cb?x=1#code=c&state=a%20b',
    );
  });

  it.each([
    'r'.repeat(8_192),
    '%0d%0aSet-Cookie:a=b',
    '\r\nSet-Cookie: a=b',
    '&code=evil',
    'a b+c%2B',
    '"\'<>#?/\\',
    '\u{1f600}\u00e9',
  ])('T018: brings the state back exactly: %j', (state) => {
    const answer = withParameters('https://app.test/cb?x=1', { code: 'c', state });
    expect(answer).toMatch(/^[\x21-\x7e]+$/);
    expect([...new URL(answer).searchParams]).toEqual([
      ['x', '1'],
      ['code', 'c'],
      ['state', state],
    ]);
  });

  it('T018: survives both ways of decoding and adds nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (state, code) => {
        const answer = withParameters('https://app.test/cb?x=1', { code, state });
        const values = answer
          .split('?')[1]
          ?.split('&')
          .map((pair) => decodeURIComponent(pair.split('=')[1] ?? ''));
        expect(values).toEqual(['1', code, state]);
        expect([...new URL(answer).searchParams.values()]).toEqual(['1', code, state]);
      }),
    );
  });
});
