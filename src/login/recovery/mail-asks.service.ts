import { Injectable } from '@nestjs/common';
import { AuthError, invalidInput } from '../../core/errors.js';
import { LIMITS } from '../../core/limits.js';
import { sha256 } from '../../core/secret-format.js';
import { foldEmail, isEmail } from '../../core/text.js';
import type { Instance } from '../../instances/index.js';
import { addressGroup, Outbox, type RequestContext, Throttle } from '../../platform/index.js';
import type { AskedLetter } from './asked-letter.js';

export const MAIL_ASK = 'mail-ask';

/**
 * Takes down that a letter is wanted, and looks nothing up: whether there is such an account, is found out when nobody waits for an
 * answer any more (T221). Answers the same for everybody, also where the mailbox has had enough letters (T222).
 */
@Injectable()
export class MailAsks {
  constructor(
    private readonly throttle: Throttle,
    private readonly outbox: Outbox,
  ) {}

  /** `to` is what was typed. @throws invalid_input where it is no address; rate_limited for who asks, whomever for */
  async ask(at: { readonly instance: Instance; readonly context: RequestContext }, ask: AskedLetter): Promise<void> {
    const to = ask.to.trim();
    if (!isEmail(to))
      throw invalidInput('this is not an e-mail address', { fields: { email: 'not an e-mail address' } });
    const instanceId = at.instance.id;
    await this.throttle.hit(`letter-request:${instanceId}:${addressGroup(at.context.address)}`, LIMITS.letterRequest);
    if (!(await this.mayGet(instanceId, to))) return;
    const payload = { ...ask, to, locale: languageWish(at.context) };
    await this.outbox.add({ instanceId, kind: MAIL_ASK, payload });
  }

  private async mayGet(instanceId: string, to: string): Promise<boolean> {
    try {
      await this.throttle.hit(`letter:${instanceId}:${sha256(foldEmail(to))}`, LIMITS.letter);
      return true;
    } catch (error) {
      if (error instanceof AuthError && error.code === 'rate_limited') return false;
      throw error;
    }
  }
}

/** The language that the browser asks for first, for whom has named none. */
export function languageWish({ headers }: RequestContext): string | undefined {
  return /^[A-Za-z]{2,8}\b/.exec(headers['accept-language'] ?? '')?.[0];
}
