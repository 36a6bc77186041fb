import type { Mailbox } from '../platform/index.js';

/** A letter, written out. */
export interface Mail {
  /** The same at every attempt: by it, whoever gets a mail twice can tell (RFC 5322 §3.6.4). Without the angle brackets. */
  readonly messageId: string;
  /** Milliseconds. */
  readonly date: number;
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** BCP 47. */
  readonly language: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly link?: string;
}

/** Where mail goes. */
export abstract class Mailer {
  /** @throws RefusedMail where it will never be taken; another Error, without any of the content, where it is to be tried again */
  abstract send(mail: Mail): Promise<void>;
}

/** Trying again would not help. The message holds neither address nor content. */
export class RefusedMail extends Error {
  override readonly name = 'RefusedMail';
}
