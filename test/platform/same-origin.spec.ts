import { assertNotForeign, assertSameOrigin } from '../../src/platform/http/same-origin.js';

type Headers = Readonly<Record<string, string>>;

const request = (headers: Headers, method = 'POST') => ({ method, origin: headers['origin'], headers });
const settings = { publicUrl: 'https://id.example/auth' };
const local = { publicUrl: 'http://localhost:3000' };
const refusal = expect.objectContaining({ code: 'csrf_failed', status: 403 });

describe('a state change with the session cookie (T185)', () => {
  it.each<Headers>([
    { origin: 'https://id.example' },
    { origin: 'https://id.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
  ])('is accepted from an own page: %j', (headers) => {
    expect(() => assertSameOrigin(request(headers), settings)).not.toThrow();
    expect(() => assertNotForeign(request(headers), settings)).not.toThrow();
  });

  it.each<Headers>([
    { origin: 'https://evil.test' },
    { origin: 'https://id.example.evil.test' },
    { origin: 'https://evil.test@id.example' },
    { origin: 'http://id.example' },
    { origin: 'https://id.example:444' },
    { origin: 'https://ID.example' },
    { origin: '' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://id.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('is refused from elsewhere: %j', (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']) {
      expect(() => assertSameOrigin(request(headers, method), settings)).toThrow(refusal);
    }
    expect(() => assertNotForeign(request(headers), settings)).toThrow(refusal);
  });

  it('is refused where nothing is said, but for a form with a token of ours', () => {
    expect(() => assertSameOrigin(request({}), settings)).toThrow(refusal);
    expect(() => assertNotForeign(request({}), settings)).not.toThrow();
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('is none with %s', (method) => {
    expect(() => assertSameOrigin(request({ origin: 'https://evil.test' }, method), settings)).not.toThrow();
  });

  it('takes the names of this machine as one where the service is only there', () => {
    for (const origin of ['http://127.0.0.1:3000', 'http://[::1]:3000', 'http://localhost:3000']) {
      expect(() => assertSameOrigin(request({ origin }), local)).not.toThrow();
      expect(() => assertSameOrigin(request({ origin }), settings)).toThrow(refusal);
    }
    for (const origin of [
      'http://127.0.0.1:3001',
      'https://127.0.0.1:3000',
      'http://127.0.0.1.evil.test:3000',
      'http://10.0.0.1:3000',
    ]) {
      expect(() => assertSameOrigin(request({ origin }), local)).toThrow(refusal);
    }
  });
});
