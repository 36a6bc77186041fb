import { isEmail, isPrintableName } from '../core/text.js';
import type { Settings } from './settings.js';
import type { SettingsReader } from './settings-reader.js';

/** Where mail is handed in. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the start (RFC 8314 §3.3). */
  readonly isSecure: boolean;
  readonly user?: string;
  readonly password?: string;
}

/** An address, and the name that is shown for it. */
export interface Mailbox {
  readonly address: string;
  readonly name?: string;
}

const SUBMISSION = 587;
const SUBMISSIONS = 465;

type MailSettings = Pick<Settings, 'smtp' | 'smtpStartTls' | 'smtpAuthorities' | 'mailFrom'>;

/** How mail leaves us, and in whose name. */
export function readMailSettings(read: SettingsReader, publicUrl: string): MailSettings {
  const smtp = read.parsed('SMTP_URL', parseSmtpServer, 'must be smtp:// or smtps:// with a host, and without a path');
  const fallback = smtp?.user === undefined ? 'offered' : 'required';
  return {
    smtp,
    smtpStartTls: read.oneOf('SMTP_STARTTLS', ['required', 'offered', 'never'], fallback),
    smtpAuthorities: read.text('SMTP_CA', '') || undefined,
    mailFrom: read.parsed('MAIL_FROM', parseMailbox, 'must be an address, or Name <address>') ?? {
      address: `no-reply@${mailHost(publicUrl)}`,
    },
  };
}

/** An address needs a name: one of this machine's alone where the service is reached by a number. */
function mailHost(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return /^[\d.]+$|^\[/.test(hostname) ? 'localhost' : hostname;
}

/** `smtp://user:password@host:port`, `smtps://…`. */
function parseSmtpServer(text: string): SmtpServer | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSecure = url?.protocol === 'smtps:';
  if (!url || (url.protocol !== 'smtp:' && !isSecure) || url.hostname === '') return undefined;
  if (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) return undefined;
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user === undefined || password === undefined) return undefined;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? SUBMISSIONS : SUBMISSION),
    isSecure,
    ...(user !== '' && { user, password }),
  };
}

/** `address` or `Name <address>`, with or without quotes around the name. Nothing that could end a header. */
function parseMailbox(text: string): Mailbox | undefined {
  const [, name = '', address = text.trim()] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const shown = name.trim().replace(/^"(.*)"$/, '$1');
  if (!isEmail(address) || (shown !== '' && !isPrintableName(shown))) return undefined;
  return shown === '' ? { address } : { address, name: shown };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
