import fc from 'fast-check';
import { assertRegistrableRedirectUri, matchesRedirectUri } from '../../src/core/redirect-uri.js';
import { refusal } from './refusal.js';

describe('registering a redirect URI', () => {
  it.each([
    'https://app.test/cb',
    'https://app.test',
    'https://app.test/',
    'https://app.test:8443/cb?x=1&y=%20',
    'https://xn--pp-xka.test/cb',
    'http://localhost/cb',
    'http://localhost:3000/cb',
    'http://127.0.0.1/cb',
    'http://127.0.0.1:3000/cb',
    'http://[::1]:3000/cb',
    'com.example.app:/cb',
    'com.example.app://oauth/cb',
    'com.example.app://callback',
  ])('T031: %s may be registered', (uri) => {
    expect(() => assertRegistrableRedirectUri(uri)).not.toThrow();
    expect(matchesRedirectUri(uri, uri)).toBe(true);
  });

  it.each([
    '',
    '*',
    '/cb',
    'cb',
    '//app.test/cb',
    'https://',
    'https:///cb',
    'https://*.test/cb',
    'https://app.test/*',
    'https://app.test/cb?x=*',
    'http://127.0.0.1:*/cb',
    'JaVaScRiPt:alert(1)',
    'javascript:alert(1)',
    'java.script:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://app.test/0',
    'about:blank',
    'myapp:/cb',
    'myapp://cb',
    'urn:ietf:wg:oauth:2.0:oob',
    'ftp://app.test/cb',
    'ws://app.test/cb',
    'https://app.test/cb#f',
    'https://app.test/cb#',
    'com.example.app:/cb#f',
    'http://app.test/cb',
    'http://127.0.0.1.evil.test/cb',
    'http://127.1/cb',
    'http://0.0.0.0/cb',
    'http://localhost.evil.test/cb',
    'http://10.0.0.1/cb',
    'https://user@app.test/cb',
    'https://user:pass@app.test/cb',
    'https://@app.test/cb',
    'http://user@127.0.0.1/cb',
    'com.example.app://user@x/cb',
    'https:app.test/cb',
    'https:/app.test/cb',
    'https://app.test\\cb',
    'https://APP.test/cb',
    'HTTPS://app.test/cb',
    'https://app.test:443/cb',
    'https://app.test/a/../cb',
    'https://app.test/./cb',
    'https://app.test/%2e%2e/cb',
    'https://app.test:99999/cb',
    'Com.example.app:/cb',
    ' https://app.test/cb',
    'https://app.test/cb ',
    'https://app.te\tst/cb',
    'https://app.test/cb\n',
    'https://app.test/\0',
    'https://app.test/\u00e9',
    'https://app.test/%0d%0aX:y',
    'https://app.test/%00',
    'https://app.test/%7f',
    'https://app.test/%',
    'https://app.test/%zz',
    'https://\u0430pp.test/cb',
    `https://app.test/${'a'.repeat(2_048)}`,
  ])('T031: %j may not be registered', (uri) => {
    expect(() => assertRegistrableRedirectUri(uri)).toThrow(refusal('invalid_redirect_uri'));
  });

  it('T031: answers every text by the one refusal or by none', () => {
    const texts = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `https://${text}`),
    );
    fc.assert(
      fc.property(texts, (uri) => {
        try {
          assertRegistrableRedirectUri(uri);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AuthError', code: 'invalid_redirect_uri' });
          return;
        }
        expect(new URL(uri).hash + new URL(uri).username).toBe('');
      }),
    );
  });
});
