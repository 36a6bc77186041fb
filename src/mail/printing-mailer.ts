import type { Settings, Terminal } from '../platform/index.js';
import { type Mail, Mailer } from './mail.js';

/** Sends nothing: tells whoever develops what would have been sent, with the link. */
export class PrintingMailer extends Mailer {
  constructor(
    private readonly terminal: Terminal,
    private readonly settings: Settings,
  ) {
    super();
  }

  async send({ to, subject, link, messageId }: Mail): Promise<void> {
    const [id] = messageId.split('@');
    const lines = [`  Mail to ${to.address}: ${subject}`, `    read  ${this.settings.publicUrl}/dev/mail/${id}`];
    this.terminal.print(['', ...lines, ...(link === undefined ? [] : [`    link  ${link}`]), '']);
  }
}
