import { parseSettings } from '../../src/platform/index.js';

const SECRET = 'u0Zk3mP9vQ7xT1rW5yB8nE2hJ6dL4gFa';
const production = { NODE_ENV: 'production', LATCHKEY_SECRET: SECRET, PUBLIC_URL: 'https://auth.test' };

describe('settings', () => {
  it('has a default for everything outside production', () => {
    expect(parseSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: 'sqlite:data/latchkey.sqlite',
      redisUrl: undefined,
      redisPrefix: 'latchkey:',
      redisTimeout: 100,
      secret: '',
      defaultInstance: 'demo',
      seedDemo: true,
      httpAdapter: 'fastify',
      trustedProxies: [],
      logLevel: 'info',
      production: false,
      sessionCookie: 'ZEYOSID',
      sessionIdleLifetime: 43_200_000,
      sessionAbsoluteLifetime: 2_592_000_000,
      passwordMinimumLength: 8,
      requirePkce: false,
      bodyLimit: 65_536,
      keyLifetime: 7_776_000_000,
      feedInterval: 200,
    });
  });

  it('reads what is set, and takes empty as not set', () => {
    const settings = parseSettings({
      HOST: '',
      PORT: '8080',
      PUBLIC_URL: 'https://auth.test/base//',
      DATABASE_URL: 'postgres://db/latchkey',
      TRUSTED_PROXIES: ' 10.0.0.0/8, ::1,',
      SESSION_IDLE_LIFETIME: '90',
      SESSION_ABSOLUTE_LIFETIME: '15m',
      REQUIRE_PKCE: 'true',
    });
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'https://auth.test/base',
      databaseUrl: 'postgres://db/latchkey',
      trustedProxies: ['10.0.0.0/8', '::1'],
      sessionIdleLifetime: 90_000,
      sessionAbsoluteLifetime: 900_000,
      requirePkce: true,
    });
  });

  it('reads where mail goes, and in whose name', () => {
    expect(parseSettings({})).toMatchObject({ smtp: undefined, mailFrom: { address: 'no-reply@localhost' } });
    const SMTP_URL = 'smtp://me%40mail.example:p%40ss%3A@[::1]:2525';
    expect(parseSettings({ SMTP_URL, MAIL_FROM: '"Accounts, Ltd" <a@mail.example>' })).toMatchObject({
      smtp: { host: '::1', port: 2525, isSecure: false, user: 'me@mail.example', password: 'p@ss:' },
      smtpStartTls: 'required',
      mailFrom: { address: 'a@mail.example', name: 'Accounts, Ltd' },
    });
    expect(parseSettings({ SMTP_URL: 'smtps://mail.example', PUBLIC_URL: 'https://auth.test' })).toMatchObject({
      smtp: { host: 'mail.example', port: 465, isSecure: true },
      smtpStartTls: 'offered',
      mailFrom: { address: 'no-reply@auth.test' },
    });
    const wrong = ['smtp://', 'http://mail.example', 'smtp://m.example/?pool=true', 'smtp://%E0@m.example', 'mail'];
    for (const value of wrong) expect(() => parseSettings({ SMTP_URL: value })).toThrow('- SMTP_URL ');
    for (const value of [
      'a@b.example\r\nBcc: c@d.example',
      'A\u0000 <a@b.example>',
      'a@b.example, c@d.example',
      'no',
    ]) {
      expect(() => parseSettings({ MAIL_FROM: value })).toThrow('- MAIL_FROM ');
    }
  });

  it('lists every problem at once, without the values', () => {
    const environment = {
      PORT: '70000',
      PUBLIC_URL: 'https://user:VALUE@auth.test',
      DATABASE_URL: 'mysql://VALUE',
      DEFAULT_INSTANCE: 'VALUE/x',
      SEED_DEMO: 'VALUE',
      HTTP_ADAPTER: 'VALUE',
      TRUSTED_PROXIES: '10.0.0.0/33, VALUE',
      LOG_LEVEL: 'VALUE',
      SESSION_IDLE_LIFETIME: '-1s',
      PASSWORD_MINIMUM_LENGTH: '4',
      FEED_INTERVAL: '1e3',
    };
    const parse = (): unknown => parseSettings(environment);
    for (const name of Object.keys(environment)) expect(parse).toThrow(`- ${name} `);
    expect(parse).not.toThrow(/VALUE/);
  });

  it('refuses an idle lifetime beyond the absolute one', () => {
    expect(() => parseSettings({ SESSION_IDLE_LIFETIME: '2d', SESSION_ABSOLUTE_LIFETIME: '1d' })).toThrow(
      'SESSION_IDLE_LIFETIME',
    );
  });

  describe('in production', () => {
    it('takes a real secret and a public URL', () => {
      expect(parseSettings(production)).toMatchObject({
        production: true,
        seedDemo: false,
        host: '0.0.0.0',
        secret: SECRET,
      });
    });

    it.each([
      ['LATCHKEY_SECRET', undefined],
      ['LATCHKEY_SECRET', ''],
      ['LATCHKEY_SECRET', '8-chars!'],
      ['LATCHKEY_SECRET', 'u0Zk3mP9vQ7xT1rW5yB8nE2hJ6dL4gF'],
      ['LATCHKEY_SECRET', 'a'.repeat(64)],
      ['LATCHKEY_SECRET', 'please-change-me-please-change-me-now'],
      ['LATCHKEY_SECRET', 'my-very-long-example-key-for-the-docs'],
      ['PUBLIC_URL', undefined],
      ['PUBLIC_URL', ''],
      ['SEED_DEMO', 'true'],
    ])('T142 refuses to start with %s = %s', (name, value) => {
      expect(() => parseSettings({ ...production, [name]: value })).toThrow(name);
    });
  });
});
