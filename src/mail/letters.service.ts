import { Injectable } from '@nestjs/common';
import { invalidInput } from '../core/errors.js';
import { isEmail } from '../core/text.js';
import { Instances } from '../instances/index.js';
import { Outbox } from '../platform/index.js';
import type { Letter, PageLink, TokenLink } from './letter.js';
import { LetterSeal } from './letter-seal.js';

export const MAIL = 'mail';

const PATH = /^(?:\/[A-Za-z0-9_-]+)+$/;

/** Writes letters to people. They are sent once the change that they tell of is committed, and tried again until they arrive. */
@Injectable()
export class Letters {
  constructor(
    private readonly instances: Instances,
    private readonly outbox: Outbox,
    private readonly seal: LetterSeal,
  ) {}

  /** Joins the running transaction. How many letters an address may get is the caller's business. @throws invalid_input */
  async send({ instanceId, to, locale, template, values, link }: Letter): Promise<void> {
    if (!isEmail(to))
      throw invalidInput('this is not an e-mail address', { fields: { email: 'not an e-mail address' } });
    // The configured origin, never one that a request names.
    const { baseUrl } = await this.instances.getById(instanceId);
    const lifetime = link && 'token' in link ? link.lifetime : undefined;
    const url = link && urlOf(baseUrl, link);
    const payload = this.seal.seal({ template, to, locale, values, lifetime, link: url });
    await this.outbox.add({ instanceId, kind: MAIL, payload: { ...payload } });
  }
}

function urlOf(baseUrl: string, link: PageLink | TokenLink): string {
  if (!PATH.test(link.path)) throw new Error(`a letter can not link to ${link.path}`);
  const query = 'token' in link ? `?token=${encodeURIComponent(link.token)}` : '';
  return `${baseUrl}${link.path}${query}`;
}
