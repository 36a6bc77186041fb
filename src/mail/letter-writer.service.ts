import { Injectable } from '@nestjs/common';
import { type Instance, Instances } from '../instances/index.js';
import { type OutboxMessage, Settings } from '../platform/index.js';
import { durationIn, languageOf, momentIn } from './languages.js';
import type { LetterTemplate } from './letter.js';
import { htmlLetter, type LetterContent, plainLetter } from './letter-layout.js';
import { LetterSeal, type OpenLetter } from './letter-seal.js';
import type { Mail } from './mail.js';
import { callName, singleLine } from './single-line.js';
import type { Language, Occasion, Wording } from './wording.js';

/** What of a row of the outbox makes the mail. */
export interface LetterRow extends Pick<OutboxMessage, 'instanceId'> {
  readonly id: string;
  readonly payload: unknown;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** Writes a letter out, in the language of who gets it: the same row is the same mail, however often it is written. */
@Injectable()
export class LetterWriter {
  constructor(
    private readonly instances: Instances,
    private readonly seal: LetterSeal,
    private readonly settings: Settings,
  ) {}

  /** @throws Error where the letter can not be opened; unknown_instance */
  async write({ id, instanceId, payload, createdAt }: LetterRow): Promise<Mail> {
    const letter = this.seal.open(payload);
    const { settings } = await this.instances.getById(instanceId);
    const language = languageOf([letter.locale, settings.locale]);
    const content = contentOf(letter, language, settings.branding);
    const { mailFrom, publicUrl } = this.settings;
    const name = callName(nameIn(letter));
    return {
      messageId: `${id}@${new URL(publicUrl).hostname.replace(/[[\]]/g, '')}`,
      date: createdAt,
      from: { address: mailFrom.address, name: mailFrom.name ?? content.brand },
      to: { address: letter.to, ...(name !== undefined && { name }) },
      language: language.locale,
      subject: singleLine(content.subject),
      text: plainLetter(content),
      html: htmlLetter(content),
      ...(letter.link !== undefined && { link: letter.link }),
    };
  }

  /** Whether the letter's only use is over. */
  isExpired({ payload, createdAt }: LetterRow, now: number): boolean {
    const { lifetime } = this.seal.open(payload);
    return lifetime !== undefined && createdAt + lifetime <= now;
  }
}

function contentOf(letter: OpenLetter, language: Language, branding: Instance['settings']['branding']): LetterContent {
  const { locale } = language;
  const brand = singleLine(branding.name, 100);
  const moment: Occasion['moment'] = (at, zoneinfo) => momentIn(locale, at, zoneinfo);
  const { link, lifetime, to } = letter;
  return {
    ...worded(letter, language, { brand, moment, hasLink: link !== undefined }),
    ...{ locale, brand, colour: branding.colour, link, fallback: language.fallback },
    greeting: language.greeting(callName(nameIn(letter))),
    footer: language.footer(singleLine(to), brand),
    ...(lifetime !== undefined && { validity: language.validity(durationIn(locale, lifetime)) }),
  };
}

function worded<Template extends LetterTemplate>(
  { template, values }: OpenLetter<Template>,
  { letters }: Language,
  occasion: Occasion,
): Wording {
  return letters[template](values, occasion);
}

function nameIn({ values }: OpenLetter): string | undefined {
  return 'name' in values ? values.name : undefined;
}
