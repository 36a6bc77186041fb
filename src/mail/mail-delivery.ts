import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type ClaimedMessage, Clock, type Deliverer, OutboxWorker, Settings, Terminal } from '../platform/index.js';
import { LetterWriter } from './letter-writer.service.js';
import { MAIL } from './letters.service.js';
import { type Mailer, RefusedMail } from './mail.js';
import { PrintingMailer } from './printing-mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

/** Brings the letters of the outbox to where mail goes. */
@Injectable()
export class MailDelivery implements Deliverer, OnModuleInit, OnApplicationShutdown {
  readonly kind = MAIL;
  private readonly logger = new Logger('Mail');
  private readonly mailer?: Mailer;

  constructor(
    private readonly outbox: OutboxWorker,
    private readonly writer: LetterWriter,
    private readonly clock: Clock,
    settings: Settings,
    terminal: Terminal,
  ) {
    if (settings.smtp) this.mailer = new SmtpMailer(settings.smtp, settings);
    else if (!settings.production) this.mailer = new PrintingMailer(terminal, settings);
  }

  /** Where there is nobody to send it, mail stays in the outbox. */
  onModuleInit(): void {
    if (this.mailer) this.outbox.register(this);
    else this.logger.warn('SMTP_URL is not set: no mail is sent; it waits in the outbox until it is');
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.mailer instanceof SmtpMailer) await this.mailer.close();
  }

  /** @throws Error where it is to be tried again; nothing of the letter is in it */
  async deliver(message: ClaimedMessage): Promise<void> {
    if (this.writer.isExpired(message, this.clock.now())) {
      this.logger.warn(`mail ${message.id} is given up: its link can not be used any more`);
      return;
    }
    const mail = await this.writer.write(message);
    try {
      await this.mailer?.send(mail);
    } catch (error) {
      if (!(error instanceof RefusedMail)) throw error;
      this.logger.warn(`mail ${message.id} is given up: ${error.message}`);
    }
  }
}
