import { Injectable } from '@nestjs/common';
import { Vault } from '../platform/index.js';
import type { LetterTemplate, LetterValues } from './letter.js';

/** A letter on its way, opened. */
export interface OpenLetter<Template extends LetterTemplate = LetterTemplate> {
  readonly template: Template;
  readonly to: string;
  readonly locale?: string;
  readonly values: LetterValues[Template];
  /** The whole URL. */
  readonly link?: string;
  /** Of the link: milliseconds from when the letter was written. */
  readonly lifetime?: number;
}

/** As it lies in the outbox. */
export interface SealedLetter extends Pick<OpenLetter, 'template' | 'to' | 'locale' | 'lifetime'> {
  readonly sealedValues: string;
  readonly sealedLink?: string;
}

const VALUES = 'letter values';

/** What the Vault seals a template's links for. */
export function linkPurpose(template: LetterTemplate): string {
  return `${template} link`;
}

/** In the database, only the address of a letter can be read. */
@Injectable()
export class LetterSeal {
  constructor(private readonly vault: Vault) {}

  seal({ values, link, ...open }: OpenLetter): SealedLetter {
    const sealedLink = link === undefined ? undefined : this.vault.seal(linkPurpose(open.template), link);
    return { ...open, sealedValues: this.vault.seal(VALUES, JSON.stringify(values)), sealedLink };
  }

  /** @throws Error where the payload was not sealed here, or with another master secret */
  open(payload: unknown): OpenLetter {
    const { sealedValues, sealedLink, ...open } = payload as SealedLetter;
    const values = JSON.parse(this.vault.open(VALUES, sealedValues).toString()) as LetterValues[LetterTemplate];
    const link = sealedLink && this.vault.open(linkPurpose(open.template), sealedLink).toString();
    return { ...open, values, ...(link && { link }) };
  }
}
