import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { KeptMail } from './dev-mail.service.js';

/** Which mails. */
export class DevMailQueryDto {
  /**
   * Only those to this address, exactly.
   * @example 'ada@example.org'
   */
  @IsOptional()
  @IsString()
  @MaxLength(320)
  to?: string;
}

/** A mail that was not sent. */
export class DevMailDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;
  /** @example 'reset-password' */
  template: string;
  /** @example 'no-reply@localhost' */
  from: string;
  /** @example 'ada@example.org' */
  to: string;
  /** @example 'Reset your password for Demo' */
  subject: string;
  text: string;
  html: string;
  /** What its button leads to. */
  link?: string;
  /** @example '2026-11-22T12:00:00.000Z' */
  createdAt: string;
  /** When it would have been sent. */
  deliveredAt?: string;

  static of({ id, template, from, to, subject, text, html, link, date, deliveredAt }: KeptMail): DevMailDto {
    const mail = { id, template, from: from.address, to: to.address, subject, text, html, link };
    const sent = deliveredAt === undefined ? undefined : new Date(deliveredAt).toISOString();
    return { ...mail, createdAt: new Date(date).toISOString(), deliveredAt: sent };
  }
}

/** The newest first, at most 100. */
export class DevMailListDto {
  mails: DevMailDto[];

  static of(mails: readonly KeptMail[]): DevMailListDto {
    return { mails: mails.map((mail) => DevMailDto.of(mail)) };
  }
}
