import { rootCertificates } from 'node:tls';
import type { SMTPPoolOptions } from 'nodemailer';
import type { Settings, SmtpServer } from '../platform/index.js';
import { type Mail, Mailer, RefusedMail } from './mail.js';

/** Milliseconds for all of it, the wait for a connection included: far less than another replica waits before it tries. */
const DEADLINE = 30_000;
const TIMEOUT = 10_000;

/** Hands mail in at an SMTP server, over a few connections that are kept for a moment. */
export class SmtpMailer extends Mailer {
  private transport?: ReturnType<typeof connected>;

  constructor(
    private readonly server: SmtpServer,
    private readonly settings: Settings,
  ) {
    super();
  }

  async send({ messageId, date, from, to, language, subject, text, html }: Mail): Promise<void> {
    const headers = {
      'Content-Language': language,
      // No holiday answers to it (RFC 3834 §5).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    };
    try {
      this.transport ??= connected(poolOptions(this.server, this.settings));
      const transport = await this.transport;
      await transport.sendMail({
        ...{ subject, text, html, headers },
        from: { address: from.address, name: from.name ?? '' },
        to: { address: to.address, name: to.name ?? '' },
        envelope: { from: from.address, to: [to.address] },
        messageId: `<${messageId}>`,
        date: new Date(date),
        textEncoding: 'quoted-printable',
        xMailer: false,
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(DEADLINE),
      });
    } catch (error) {
      throw failureOf(error);
    }
  }

  async close(): Promise<void> {
    (await this.transport)?.close();
  }
}

/** The library is loaded with the first mail: it would cost every start some 50 ms and 15 MB. */
async function connected(options: SMTPPoolOptions) {
  const { createTransport } = await import('nodemailer');
  return createTransport({ ...options, pool: true });
}

function poolOptions({ host, port, isSecure, user, password }: SmtpServer, settings: Settings): SMTPPoolOptions {
  const { smtpStartTls, smtpAuthorities } = settings;
  return {
    ...{
      host,
      port,
      secure: isSecure,
      requireTLS: !isSecure && smtpStartTls === 'required',
      ignoreTLS: smtpStartTls === 'never',
    },
    ...(user !== undefined && { auth: { user, pass: password } }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(smtpAuthorities !== undefined && { ca: [...rootCertificates, smtpAuthorities] }),
    },
    ...{ connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, dnsTimeout: TIMEOUT, socketTimeout: 2 * TIMEOUT },
    // What fails is the outbox's to try again.
    ...{ maxConnections: 4, maxMessages: 100, maxRequeues: 0, idleTimeout: TIMEOUT },
    logger: false,
  };
}

/** Of the content or the recipient: of the sender and the credentials, whoever runs the service can do something. */
const OF_THE_MAIL: ReadonlySet<unknown> = new Set(['RCPT TO', 'DATA']);

/** In our own words: a server's answer repeats addresses, and may repeat the content. */
function failureOf(error: unknown): Error {
  const { code, command, responseCode } = error as { code?: unknown; command?: unknown; responseCode?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : undefined;
  const step = typeof command === 'string' ? ` at ${(command.split(' ')[0] ?? '').slice(0, 16)}` : '';
  if (status !== undefined && status >= 500 && OF_THE_MAIL.has(command)) {
    return new RefusedMail(`the SMTP server answered ${status}${step}`);
  }
  const reason = typeof code === 'string' ? code.slice(0, 32) : 'no reason';
  const answer = status === undefined ? 'does not take the mail' : `answered ${status}`;
  return new Error(`the SMTP server ${answer}${step} (${reason})`);
}
