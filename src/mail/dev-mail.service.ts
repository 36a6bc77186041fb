import { Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import { Outbox, Settings, type WrittenMessage } from '../platform/index.js';
import type { LetterTemplate } from './letter.js';
import type { SealedLetter } from './letter-seal.js';
import { LetterWriter } from './letter-writer.service.js';
import { MAIL } from './letters.service.js';
import type { Mail } from './mail.js';

/** A mail that was kept instead of sent. */
export interface KeptMail extends Mail {
  readonly id: string;
  readonly template: LetterTemplate;
  readonly deliveredAt?: number;
}

/** Looked through, and shown. */
const SEARCHED = 1_000;
const SHOWN = 100;

/** The mails of this service, for whoever develops: where they are sent, and in production, there is nothing to be seen here. */
@Injectable()
export class DevMail {
  constructor(
    private readonly outbox: Outbox,
    private readonly writer: LetterWriter,
    private readonly settings: Settings,
  ) {}

  /** The newest first; only those to one address where it is named. @throws not_found */
  async list(to?: string): Promise<KeptMail[]> {
    this.assertShown();
    const messages = await this.outbox.list(MAIL, SEARCHED);
    const wanted = messages.filter(({ payload }) => to === undefined || sealed(payload).to === to);
    return Promise.all(wanted.slice(0, SHOWN).map((message) => this.open(message)));
  }

  /** @throws not_found */
  async get(id: string): Promise<KeptMail> {
    this.assertShown();
    const message = (await this.outbox.list(MAIL, SEARCHED)).find((one) => one.id === id);
    if (!message) throw notFound('there is no such mail');
    return this.open(message);
  }

  private assertShown(): void {
    if (this.settings.production || this.settings.smtp) throw notFound('there is nothing here');
  }

  private async open(message: WrittenMessage): Promise<KeptMail> {
    const { id, payload, deliveredAt } = message;
    const mail = await this.writer.write(message);
    return { ...mail, id, template: sealed(payload).template, ...(deliveredAt !== undefined && { deliveredAt }) };
  }
}

function sealed(payload: unknown): SealedLetter {
  return payload as SealedLetter;
}
