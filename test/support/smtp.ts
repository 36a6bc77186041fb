import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type MailMessage, parseMail } from './mail-message.js';
import { CERTIFICATE, PRIVATE_KEY } from './smtp-certificate.js';

export interface Received extends MailMessage {
  /** As the envelope names them, not the header. */
  readonly recipients: readonly string[];
  readonly sender: string;
  readonly raw: string;
  readonly isEncrypted: boolean;
  readonly user?: string;
}

/** What the server says to a recipient or, under an empty name, to a message; undefined: yes. */
type Refusal = (recipient: string) => number | undefined;

export interface SmtpOptions extends SMTPServerOptions {
  readonly users?: Readonly<Record<string, string>>;
}

/** A real SMTP server that keeps what it gets. */
export class SmtpHost {
  readonly received: Received[] = [];
  /** Everybody who was tried, in order. */
  readonly tried: string[] = [];
  refuse: Refusal = () => undefined;

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start({ users, ...options }: SmtpOptions = {}, port = 0): Promise<SmtpHost> {
    const server = new SMTPServer({
      ...{ key: PRIVATE_KEY, cert: CERTIFICATE, authOptional: users === undefined, logger: false, closeTimeout: 500 },
      onAuth: ({ username = '', password }, _, callback) =>
        users?.[username] !== undefined && users[username] === password
          ? callback(null, { user: username })
          : callback(new Error('no')),
      onRcptTo: ({ address }, _, callback) => {
        host.tried.push(address);
        callback(refusalOf(host.refuse(address), address));
      },
      onData: (stream, session, callback) => {
        void text(stream).then((raw) => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
          const envelope = {
            recipients,
            sender,
            isEncrypted: session.secure,
            user: session.user as string | undefined,
          };
          const refusal = refusalOf(host.refuse(''), raw.slice(0, 200));
          if (!refusal) host.received.push({ ...parseMail(raw), ...envelope, raw });
          callback(refusal);
        });
      },
      ...options,
    });
    // Whoever breaks a connection off breaks it off.
    server.on('error', () => undefined);
    await new Promise<void>((done) => void server.listen(port, '127.0.0.1', done));
    const address = server.server.address();
    const host = new SmtpHost(server, typeof address === 'object' && address ? address.port : port);
    return host;
  }

  to(recipient: string): readonly Received[] {
    return this.received.filter(({ recipients }) => recipients.includes(recipient));
  }

  stop(): Promise<void> {
    return new Promise((done) => this.server.close(done));
  }
}

/** A server's answer repeats what it was told. */
function refusalOf(responseCode: number | undefined, told: string): Error | undefined {
  return responseCode === undefined ? undefined : Object.assign(new Error(`no: ${told}`), { responseCode });
}
