import { randomUUID } from 'node:crypto';
import { Instances } from '../../src/instances/index.js';
import { type Letter, Letters } from '../../src/mail/index.js';
import { AppLogger, Database, OutboxWorker } from '../../src/platform/index.js';
import { everythingStored, tablesWith } from '../support/everything-stored.js';
import { header } from '../support/mail-message.js';
import { linkTo, mailedTo } from '../support/mailbox.js';
import { OrganizationTests } from '../support/organizations.js';
import { type ServerOptions, TestServer } from '../support/server.js';
import { type Received, SmtpHost } from '../support/smtp.js';
import { CERTIFICATE } from '../support/smtp-certificate.js';

const HOUR = 3_600_000;
const FROM = { MAIL_FROM: 'Example Accounts <accounts@mail.example>' };
const TRUST = { SMTP_CA: CERTIFICATE };
const PRODUCTION = { NODE_ENV: 'production', LATCHKEY_SECRET: 'u0Zk3mP9vQ7xT1rW5yB8nE2hJ6dL4gFa' };

type Draft = Letter extends infer One ? (One extends Letter ? Omit<One, 'instanceId' | 'to'> : never) : never;
type ResetDraft = Extract<Draft, { readonly template: 'reset-password' }>;

let host: SmtpHost;
let server: TestServer;
let log: string[] = [];
const logger = () => new AppLogger('trace', { write: (line: string) => void log.push(line) });
beforeAll(async () => {
  host = await SmtpHost.start();
  server = await TestServer.start({ logger: logger(), environment: { SMTP_URL: urlOf(host), ...FROM, ...TRUST } });
});
afterAll(async () => {
  await server.stop();
  await host.stop();
});
beforeEach(() => {
  log = [];
  host.refuse = () => undefined;
});

function urlOf({ port }: SmtpHost, { scheme = 'smtp', user = '' } = {}): string {
  return `${scheme}://${user}127.0.0.1:${port}`;
}

const freshAddress = (): string => `reader-${randomUUID()}@mail.example`;
const reset = (token = randomUUID() as string): ResetDraft => ({
  template: 'reset-password',
  values: { name: 'Ada Lovelace' },
  link: { path: '/reset-password', token, lifetime: HOUR },
});

async function write(letter: Draft, to = freshAddress(), at = server): Promise<string> {
  const { app, instance } = at;
  const whole = { ...letter, to, instanceId: instance.id } as Letter;
  await app.get(Database).transaction(() => app.get(Letters).send(whole));
  return to;
}

const drain = (at = server): Promise<void> => at.app.get(OutboxWorker).drain();

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

function newest(mails: readonly Received[]): Received {
  const mail = mails.at(-1);
  if (!mail) throw new Error('there is no mail');
  return mail;
}

/** The one mail that an address gets for a letter. */
async function delivered(letter: Draft, to = freshAddress()): Promise<Received> {
  await write(letter, to);
  await drain();
  const mails = host.to(to);
  expect(mails).toHaveLength(1);
  return newest(mails);
}

async function rowsTo(to: string, at = server) {
  const rows = await at.app
    .get(Database)
    .query<{ payload: string; attempts: number; delivered_at: number | null }>('SELECT * FROM outbox_messages');
  return rows.filter(({ payload }) => (JSON.parse(payload) as { to?: string }).to === to);
}

describe('a letter', () => {
  const at = Date.UTC(2026, 10, 22, 12, 30);
  const token = (lifetime: number) => ({ path: '/some-page', token: 'to+ken', lifetime });
  const drafts: readonly (readonly [Draft, { en: string[]; de: string[] }])[] = [
    [
      { template: 'verify-email', values: { name: 'Ada' }, link: token(24 * HOUR) },
      {
        en: ['Confirm your e-mail address for Demo', '1 day'],
        de: ['Bestätigen Sie Ihre E-Mail-Adresse für Demo', '1 Tag'],
      },
    ],
    [
      { template: 'reset-password', values: { name: 'Ada' }, link: token(HOUR) },
      { en: ['Reset your password for Demo', '1 hour'], de: ['Setzen Sie Ihr Passwort für Demo zurück', '1 Stunde'] },
    ],
    [
      { template: 'email-change-confirm', values: {}, link: token(30 * 60_000) },
      {
        en: ['Confirm your new e-mail address for Demo', '30 minutes'],
        de: ['Bestätigen Sie Ihre neue E-Mail-Adresse für Demo', '30 Minuten'],
      },
    ],
    [
      {
        template: 'email-changed',
        values: { name: 'Ada', newEmail: 'new@mail.example', at, zoneinfo: 'Europe/Berlin' },
        link: { path: '/some-page' },
      },
      {
        en: ['Your e-mail address for Demo was changed', 'new@mail.example', '22 November 2026', '13:30'],
        de: ['Ihre E-Mail-Adresse für Demo wurde geändert', 'new@mail.example', '22. November 2026', '13:30'],
      },
    ],
    [
      { template: 'password-changed', values: { at, zoneinfo: 'Nowhere/At all' } },
      {
        en: ['Your password for Demo was changed', '12:30 UTC'],
        de: ['Ihr Passwort für Demo wurde geändert', '12:30 UTC'],
      },
    ],
    [
      {
        template: 'new-sign-in',
        values: { at, device: 'Firefox on Linux', address: '2001:db8::1' },
        link: { path: '/some-page' },
      },
      {
        en: ['New sign-in to Demo', 'Firefox on Linux', '2001:db8::1'],
        de: ['Neue Anmeldung bei Demo', 'Firefox on Linux', '2001:db8::1'],
      },
    ],
    [
      { template: 'invitation', values: { organization: 'Ünïted', inviter: 'Grace' }, link: token(7 * 24 * HOUR) },
      {
        en: ['Invitation to Ünïted', 'Grace invites you', '7 days'],
        de: ['Einladung zu Ünïted', 'Grace lädt Sie ein', '7 Tage'],
      },
    ],
  ];
  const cases = drafts.flatMap(([draft, expected]) =>
    (['en', 'de'] as const).map((locale) => [draft.template, locale, draft, expected[locale]] as const),
  );

  it.each(cases)('%s arrives in %s, as text and as HTML', async (_, locale, draft, [subject, ...parts]) => {
    const mail = await delivered({ ...draft, locale });
    expect(header(mail, 'subject')).toEqual([subject]);
    expect(header(mail, 'from')).toEqual(['Example Accounts <accounts@mail.example>']);
    expect(header(mail, 'to')).toEqual([expect.stringContaining(mail.recipients[0] ?? '')]);
    expect(header(mail, 'content-language')).toEqual([locale]);
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
    expect(header(mail, 'content-type')[0]).toMatch(/^multipart\/alternative;/);
    expect([mail.sender, mail.recipients.length]).toEqual(['accounts@mail.example', 1]);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    const link = `${server.origin}/demo/some-page${draft.link && 'token' in draft.link ? '?token=to%2Bken' : ''}`;
    for (const part of [...parts, ...(draft.link ? [link] : [])]) {
      expect(mail.text).toContain(part);
      expect(mail.html).toContain(part);
    }
    expect(mail.html.includes('href')).toBe(draft.link !== undefined);
  });

  it.each(cases)('%s in %s loads nothing, and says what to do if it was not you', async (_, locale, draft) => {
    const { html, text } = await delivered({ ...draft, locale });
    expect(html).not.toMatch(/<img|<script|<link|<iframe|url\(|@import|src=/i);
    const hosts = [...html.matchAll(/https?:\/\/[^/"<\s]+/g)].map(([url]) => url);
    expect(hosts.filter((url) => url !== server.origin)).toEqual([]);
    expect(text).toMatch(locale === 'en' ? /\bIf (?:it was|you did) not|If not,/i : /Wenn (?:Sie|nicht)/);
    expect(text).not.toMatch(/undefined|\[object|&amp;/);
  });

  it('is in the instance’s language where its reader’s is not known or not spoken, else in English', async () => {
    expect(header(await delivered(reset()), 'content-language')).toEqual(['en']);
    const instances = server.app.get(Instances);
    await instances.configure(server.instance.id, { locale: 'de-CH' });
    expect(header(await delivered({ ...reset(), locale: 'fr-FR' }), 'content-language')).toEqual(['de']);
    expect(header(await delivered({ ...reset(), locale: 'en_US' }), 'content-language')).toEqual(['en']);
    await instances.configure(server.instance.id, { locale: 'fr' });
    expect(header(await delivered(reset()), 'content-language')).toEqual(['en']);
    await expect(instances.configure(server.instance.id, { locale: 'de\r\n' })).rejects.toThrow();
    await instances.configure(server.instance.id, { locale: 'en' });
  });

  it('wears the instance’s name and colour, with a button that can be read', async () => {
    const instances = server.app.get(Instances);
    await instances.configure(server.instance.id, { branding: { name: 'Blüte & Söhne', colour: '#FFE066' } });
    const mail = await delivered(reset());
    expect(header(mail, 'subject')).toEqual(['Reset your password for Blüte & Söhne']);
    expect(mail.html).toContain('Blüte &amp; Söhne');
    expect(mail.html).toMatch(/bgcolor="#FFE066"[^]*color:#10130f/);
    await instances.configure(server.instance.id, { branding: { name: 'Demo', colour: '#2f5bd3' } });
  });

  it('reaches people whose name and domain are not ASCII', async () => {
    const to = `grüße-${randomUUID()}@bücher.example`;
    await write({ ...reset(), values: { name: 'Zoë 李' } }, to);
    await drain();
    const mail = newest(host.received);
    expect(mail.recipients[0]).toMatch(/^grüße-.*@(?:bücher|xn--bcher-kva)\.example$/);
    expect(header(mail, 'to')[0]).toContain('Zoë 李');
    expect(mail.text).toContain('Hello Zoë 李,');
  });
});

describe('T223 T279 what people call themselves', () => {
  const names = [
    'Eve\r\nBcc: all@mail.example',
    'Eve\nSubject: other\n\nbody',
    'Eve" <other@mail.example>, "x',
    '<b>Eve</b><img src=x onerror=alert(1)>',
    '<%= process.env %> ${77*7777} {{77*7777}}',
    '=?UTF-8?Q?=0D=0ABcc:_all@mail.example?=',
    'Eve\u202e\u0000\u2028x',
  ];

  it.each(names)('%j adds no header, no recipient and no markup', async (name) => {
    const draft: Draft = {
      template: 'invitation',
      values: { organization: name, inviter: name },
      link: { path: '/invitations', token: 'x', lifetime: HOUR },
    };
    for (const letter of [draft, { ...reset(), values: { name } }] as Draft[]) {
      const mail = await delivered(letter);
      for (const one of ['subject', 'to', 'from', 'message-id', 'date']) expect(header(mail, one)).toHaveLength(1);
      expect(mail.headers.map(([header]) => header)).not.toContain('bcc');
      expect(mail.recipients).toHaveLength(1);
      expect(mail.html).not.toMatch(/<b>|<img|onerror=alert\(1\)>/);
      expect(mail.text).not.toMatch(/598829|[\u202e\u2028\u0000]/);
    }
  });

  it('does not carry a message of theirs to a stranger', async () => {
    const name = 'You won! http://evil.example/prize';
    const { text, html, raw } = await delivered({
      template: 'verify-email',
      values: { name },
      link: { path: '/verify', token: 'x', lifetime: HOUR },
    });
    expect([text, html, raw].join()).not.toContain('evil.example');
    expect(text).toMatch(/^Hello,\n/);
  });

  it('T214 T279 one address is one address', async () => {
    const bad = [
      'a@b.example,c@d.example',
      'a@b.example;c@d.example',
      'a@b.example\r\nBcc: c@d.example',
      '"a@b"@c.example',
      'A <a@b.example>',
      '',
    ];
    for (const to of bad) await expect(write(reset(), to)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('a path can not lead anywhere else', async () => {
    for (const path of ['//evil.example', '/x?token=1', '@evil.example', '/\\evil', '/x\r\n', '']) {
      await expect(write({ ...reset(), link: { path, token: 'x', lifetime: HOUR } })).rejects.toThrow();
    }
  });
});

describe('delivery', () => {
  it('is tried again after a temporary refusal, as the same message', async () => {
    const to = freshAddress();
    host.refuse = (recipient) => (recipient === to ? 451 : undefined);
    await write(reset(), to);
    await drain();
    await drain();
    expect(host.tried.filter((one) => one === to)).toHaveLength(1);
    host.refuse = (recipient) => (recipient === '' ? 452 : undefined);
    server.clock.advance(13_000);
    await drain();
    host.refuse = () => undefined;
    server.clock.advance(26_000);
    await drain();
    await drain();
    expect(host.tried.filter((one) => one === to)).toHaveLength(3);
    expect(host.to(to)).toHaveLength(1);
    expect(header(newest(host.to(to)), 'message-id')).toEqual([
      expect.stringMatching(/^<[0-9a-f-]{36}@127\.0\.0\.1>$/),
    ]);
    expect(await rowsTo(to)).toMatchObject([{ attempts: 3 }]);
    expect(log.join()).toContain('451');
    expect(log.join()).not.toMatch(/reader-|token=/);
  });

  it('has the same message id and date at every attempt', async () => {
    const to = freshAddress();
    await write(reset(), to);
    await drain();
    // As if the process had ended between the server's yes and the note of it.
    await server.app.get(Database).execute('UPDATE outbox_messages SET delivered_at = NULL', []);
    server.clock.advance(5_000);
    await drain();
    const [first, second] = host.to(to);
    expect(second && header(second, 'message-id')).toEqual(first && header(first, 'message-id'));
    expect(second && header(second, 'date')).toEqual(first && header(first, 'date'));
  });

  it.each(['', 'recipient'])('is given up at once where it is refused for good (%s)', async (what) => {
    const to = freshAddress();
    host.refuse = (recipient) => (recipient === (what === '' ? '' : to) ? 550 : undefined);
    await write(reset('secret-of-the-letter'), to);
    await drain();
    server.clock.advance(2 * HOUR);
    await drain();
    expect(host.tried.filter((one) => one === to)).toHaveLength(1);
    expect(log.filter((line) => line.includes('given up'))).toEqual([expect.stringContaining('550')]);
    expect(log.join()).not.toMatch(/reader-|secret-of-the-letter|Reset your/);
  });

  it('does not bring a link that can not be used any more', async () => {
    const to = freshAddress();
    host.refuse = () => 451;
    await write(reset(), to);
    await drain();
    host.refuse = () => undefined;
    server.clock.advance(HOUR);
    await drain();
    expect(host.to(to)).toEqual([]);
    expect(log.join()).toContain('can not be used any more');
  });

  it('T227 is nobody’s wait: a server that is slow, rude or down', async () => {
    const onConnect = (_: unknown, callback: (error: Error) => void) =>
      void setTimeout(() => callback(new Error('go away')), 1_000);
    const rude = await SmtpHost.start({ onConnect });
    const environment = { SMTP_URL: urlOf(rude), OUTBOX_INTERVAL: '20' };
    const node = await TestServer.start({ logger: logger(), environment });
    try {
      const tests = new OrganizationTests(node);
      const organization = await tests.organization();
      const to = freshAddress();
      const started = performance.now();
      const body = { email: to, roles: ['member'] };
      const { status } = await tests.call(organization.owner.visitor, 'POST', `${organization.path}/invitations`, body);
      expect([status, performance.now() - started < 800]).toEqual([201, true]);
      await until(async () => (await rowsTo(to, node))[0]?.attempts === 1);
      await until(() => log.join().includes('will be tried again'));
      expect(await rowsTo(to, node)).toMatchObject([{ delivered_at: null }]);
      await rude.stop();
      node.clock.advance(13_000);
      await until(async () => (await rowsTo(to, node))[0]?.attempts === 2);
      const sound = await node.replica({ environment: { SMTP_URL: urlOf(host), ...TRUST } });
      await until(async () => {
        node.clock.advance(HOUR);
        await drain(sound);
        return host.to(to).length === 1;
      });
      await sound.stop();
    } finally {
      await node.stop();
    }
  });

  it('happens once, whoever of several replicas is quicker', async () => {
    const environment = { SMTP_URL: urlOf(host), ...FROM, ...TRUST };
    const nodes = await Promise.all([server.replica({ environment }), server.replica({ environment })]);
    try {
      const readers = await Promise.all(Array.from({ length: 60 }, () => write(reset())));
      await Promise.all([server, ...nodes].map((node) => drain(node)));
      expect(readers.map((reader) => host.to(reader).length)).toEqual(readers.map(() => 1));
    } finally {
      await Promise.all(nodes.map((node) => node.stop()));
    }
  });

  it('does not happen where the change is not committed', async () => {
    const to = freshAddress();
    const { app, instance } = server;
    const change = app.get(Database).transaction(async () => {
      await app.get(Letters).send({ ...reset(), to, instanceId: instance.id });
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
    await drain();
    expect(host.to(to)).toEqual([]);
  });

  it('T215 leaves no secret in the database or the log', async () => {
    const token = `secret-${randomUUID()}`;
    const name = `Name-${randomUUID()}`;
    const mail = await delivered({ ...reset(token), values: { name } });
    expect(mail.text).toContain(token);
    expect(header(mail, 'subject').join()).not.toContain(token);
    const dump = await everythingStored(server.app);
    expect([tablesWith(dump, token), tablesWith(dump, name)]).toEqual([[], []]);
    expect(log.join()).not.toMatch(new RegExp(`${token}|${name}|${mail.recipients[0]}`));
  });

  it('T213 has links to the configured origin, whatever a request calls us', async () => {
    const tests = new OrganizationTests(server);
    const organization = await tests.organization();
    const to = freshAddress();
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
      origin: server.origin,
    };
    const answer = await organization.owner.visitor.request('POST', `${organization.path}/invitations`, {
      headers,
      json: { email: to, roles: ['member'] },
    });
    expect(answer.status).toBe(201);
    await drain();
    const [mail] = host.to(to);
    expect(mail?.text).toContain(`${server.origin}/demo/invitations?token=in_`);
    expect(mail?.raw).not.toContain('evil.example');
  });
});

describe('SMTP_URL', () => {
  const password = 'p@ss:w/ö';
  const user = `${encodeURIComponent('me@mail.example')}:${encodeURIComponent(password)}@`;
  const users = { 'me@mail.example': password };

  /** What a server with such settings hands in there. */
  async function through(
    target: SmtpHost,
    environment: Readonly<Record<string, string>>,
  ): Promise<readonly Received[]> {
    const node = await server.replica({ logger: logger(), environment: { ...FROM, ...environment } });
    try {
      await write(reset(), freshAddress(), node);
      await drain(node);
      return [...target.received];
    } finally {
      await node.stop();
      await server.app.get(Database).execute('DELETE FROM outbox_messages', []);
      await target.stop();
    }
  }

  it('signs in with user and password, over STARTTLS', async () => {
    const target = await SmtpHost.start({ users });
    const [mail] = await through(target, { SMTP_URL: urlOf(target, { user }), ...TRUST });
    expect(mail).toMatchObject({ isEncrypted: true, user: 'me@mail.example' });
  });

  it('speaks TLS from the start with smtps:', async () => {
    const target = await SmtpHost.start({ users, secure: true });
    const [mail] = await through(target, { SMTP_URL: urlOf(target, { scheme: 'smtps', user }), ...TRUST });
    expect(mail).toMatchObject({ isEncrypted: true, user: 'me@mail.example' });
  });

  it('gives no password away where there is no TLS, or the certificate is a stranger’s', async () => {
    const heard: string[] = [];
    const onAuth = ({ username = '' }, _: unknown, callback: (error: Error) => void) => {
      heard.push(username);
      callback(new Error('no'));
    };
    const plain = await SmtpHost.start({ users, onAuth, disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    expect(await through(plain, { SMTP_URL: urlOf(plain, { user }), ...TRUST })).toEqual([]);
    const stranger = await SmtpHost.start({ users, onAuth });
    expect(await through(stranger, { SMTP_URL: urlOf(stranger, { user }) })).toEqual([]);
    expect(heard).toEqual([]);
    expect(log.join()).toContain('will be tried again');
    expect(log.join()).not.toMatch(/p@ss|p%40ss|me@mail/);
  });

  it('does without TLS where that is allowed', async () => {
    const target = await SmtpHost.start({ users, disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const [mail] = await through(target, { SMTP_URL: urlOf(target, { user }), SMTP_STARTTLS: 'offered' });
    expect(mail).toMatchObject({ isEncrypted: false, user: 'me@mail.example' });
  });

  it('does not look at what is offered where TLS is not wanted', async () => {
    const target = await SmtpHost.start();
    const [mail] = await through(target, { SMTP_URL: urlOf(target), SMTP_STARTTLS: 'never' });
    expect(mail).toMatchObject({ isEncrypted: false });
  });

  it('tries again, and gives nothing up, where the password is wrong', async () => {
    const target = await SmtpHost.start({ users: { 'me@mail.example': 'other' } });
    expect(await through(target, { SMTP_URL: urlOf(target, { user }), ...TRUST })).toEqual([]);
    expect(log.join()).toContain('535');
    expect(log.join()).toContain('will be tried again');
  });
});

describe('without SMTP_URL', () => {
  let local: TestServer;
  const start = (options: ServerOptions = {}) => TestServer.start({ logger: logger(), ...options });
  beforeAll(async () => {
    local = await start();
  });
  afterAll(() => local.stop());

  it('mails are shown at /dev/mail, for people and for scripts', async () => {
    expect((await local.send('GET', '/dev/mail')).text).toContain('There are none yet');
    const to = await write(
      { ...reset('the-token'), values: { name: '<script>alert(1)</script>' } },
      freshAddress(),
      local,
    );
    const [mail] = await mailedTo(local, to);
    const link = `${local.origin}/demo/reset-password?token=the-token`;
    expect(mail).toMatchObject({ to, template: 'reset-password', subject: 'Reset your password for Demo', link });
    expect((await linkTo(local, to, 'reset-password')).href).toBe(link);
    expect(await mailedTo(local, 'other@mail.example')).toEqual([]);

    const list = await local.send('GET', '/dev/mail');
    expect(list.text).toContain(`/dev/mail/${mail?.id}`);
    const page = await local.send('GET', `/dev/mail/${mail?.id}`);
    expect(page.text).toMatch(
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="&lt;!doctype/,
    );
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';(?!.*script-src)/);
    expect([list, page].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
    expect((await local.send('GET', `/dev/mail/${randomUUID()}`)).status).toBe(404);
    expect((await local.send('GET', '/dev/mail/%3Cscript%3E')).text).not.toContain('<script');
  });

  it('mails are printed with their link, but where the log is silent', async () => {
    const print = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const printed = () => print.mock.calls.map(([text]) => String(text)).join('');
    try {
      await write(reset('silent-token'), freshAddress(), local);
      await drain(local);
      expect(printed()).not.toContain('silent-token');
      const chatty = await local.replica({ logger: logger(), environment: { LOG_LEVEL: 'info' } });
      const to = await write(reset('printed-token'), freshAddress(), chatty);
      await drain(chatty);
      await chatty.stop();
      expect(printed()).toContain(`Mail to ${to}: Reset your password for Demo`);
      expect(printed()).toContain('/demo/reset-password?token=printed-token');
      expect(log.join()).not.toContain('printed-token');
    } finally {
      print.mockRestore();
    }
  });

  it('nothing is shown in production, and mail waits until there is a server', async () => {
    const environment = { ...PRODUCTION, LOG_LEVEL: 'info' };
    const node = await start({ environment });
    try {
      expect(log.filter((line) => line.includes('SMTP_URL is not set'))).toHaveLength(1);
      const to = await write(reset(), freshAddress(), node);
      await drain(node);
      expect(await rowsTo(to, node)).toMatchObject([{ attempts: 0, delivered_at: null }]);
      await expectNothingShown(node);
      const sending = await node.replica({ environment: { ...environment, SMTP_URL: urlOf(host), ...TRUST } });
      await drain(sending);
      await sending.stop();
      expect(header(newest(host.to(to)), 'from')).toEqual(['Demo <no-reply@localhost>']);
    } finally {
      await node.stop();
    }
  });

  it('nothing is shown where mail is sent', async () => {
    await write(reset());
    await expectNothingShown(server);
  });

  async function expectNothingShown(node: TestServer): Promise<void> {
    const database = node.app.get(Database);
    const [row] = await database.query<{ id: string }>("SELECT id FROM outbox_messages WHERE kind = 'mail'");
    const headers = { 'x-forwarded-proto': 'https' };
    for (const path of ['/dev/mail', '/dev/mail.json', `/dev/mail/${row?.id}`]) {
      expect([path, (await node.send('GET', path, { headers })).status]).toEqual([path, 404]);
    }
  }
});
