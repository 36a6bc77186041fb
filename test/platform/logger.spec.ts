import { AppLogger } from '../../src/platform/index.js';
import { redactText } from '../../src/platform/redaction.js';

describe('the logger', () => {
  const lines: string[] = [];
  const logger = new AppLogger('trace', { write: (line: string) => void lines.push(line) });
  beforeEach(() => {
    lines.length = 0;
  });
  const records = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  it.each([
    'authorization',
    'Cookie',
    'set-cookie',
    'password',
    'currentPassword',
    'new_password',
    'client_secret',
    'access_token',
    'refreshToken',
    'code',
    'code_verifier',
    'client_assertion',
    'csrf',
    'otp',
    'apiKey',
    'privateKey',
    'sealed_private_key',
  ])('T322: leaves out what is called %s, wherever it stands', (name) => {
    logger.error({
      [name]: 'CANARY',
      deep: [{ [name]: { inner: ['CANARY'] } }],
      map: new Map([['a', { [name]: 'CANARY' }]]),
    });
    logger.warn('text', { [name]: 'CANARY' }, 'Context');
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines).toHaveLength(2);
  });

  it.each([
    'Bearer CANARYCANARY',
    'basic Q0FOQVJZ.CANARY=',
    'sk_CANARY0123456789',
    'rt_CANARY0123456789',
    'ac_CANARY-0123456789',
    'eyJhbGciOiJIUzI1NiJ9.CANARY.CANARY',
    'password=CANARY&a=1',
    '"client_secret": "CANARY with spaces"',
    'code=CANARY',
    'refresh_token: CANARY',
    'Cookie: CANARY',
    'postgres://user:CANARY@host/db',
    '-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----',
  ])('T322: takes secrets out of texts: %s', (text) => {
    const cause = Object.assign(new Error(`inner ${text}`), { parameters: ['CANARY'], sql: 'CANARY' });
    logger.error(new Error(`outer ${text}`, { cause }));
    logger.log(`before ${text} after`, { nested: text }, 'Context');
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines.join('')).toContain('outer');
  });

  it('T323: writes one well-formed line, whatever the text holds', () => {
    const evil = '\r\n{"level":"fatal"}\u001b[2J\u0000\u009b31m\u2028\u202e"}\\';
    logger.log(evil, evil);
    logger.error(new Error(evil), evil);
    logger.access({ requestId: 'a', method: 'GET', path: `/${evil}`, status: 200, duration: 1, address: '::1' });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(line.slice(0, -1)).toMatch(/^\{[^\x00-\x1f\x7f-\x9f\u2028\u202e]*\}$/);
    }
    expect(records().map(({ level }) => level)).toEqual(['info', 'error', 'info']);
  });

  it('tells what went wrong, and where', () => {
    logger.error(
      { message: 'it broke', requestId: 'r1', cause: Object.assign(new TypeError('why'), { code: 'E1' }) },
      'Http',
    );
    expect(records()[0]).toMatchObject({
      level: 'error',
      message: 'it broke',
      context: 'Http',
      requestId: 'r1',
      cause: { name: 'TypeError', message: 'why', errorCode: 'E1', stack: expect.stringContaining('logger.spec') },
    });
  });

  it('survives circles, depth and size', () => {
    const circle: Record<string, unknown> = { big: 10n, text: 'x'.repeat(100_000), bytes: Buffer.from('CANARY') };
    circle['self'] = circle;
    logger.log(circle);
    expect(lines[0]?.length).toBeLessThan(100_000);
    expect(lines[0]).not.toContain('CANARY');
  });

  it('T285: reads long texts in linear time', () => {
    const started = performance.now();
    for (const text of [
      'a'.repeat(50_000),
      'eyJ.'.repeat(12_000),
      '-----BEGIN '.repeat(4_000),
      'a://'.repeat(12_000),
      'token'.repeat(10_000),
    ])
      redactText(text);
    expect(performance.now() - started).toBeLessThan(250);
  });

  it('is silent below its level', () => {
    const quiet = new AppLogger('warn', { write: (line: string) => void lines.push(line) });
    quiet.log('a');
    quiet.debug('a');
    expect([lines.length, quiet.logsAccess]).toEqual([0, false]);
  });
});
