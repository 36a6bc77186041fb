import { Injectable } from '@nestjs/common';
import { parseCookies } from '../../core/credentials.js';
import { hasSecretFormat } from '../../core/secret-format.js';
import type { Instance } from '../../instances/index.js';
import type { CookieOptions } from '../../platform/index.js';
import { withQuery } from '../page-paths.js';
import type { Visit } from '../visit.js';

const NAME = 'latchkey_link';
/** Seconds that the page may be left open. */
const LIFETIME = 3_600;

/** Somebody with a letter in hand, or with what it left in their browser. */
export interface LinkVisit {
  readonly instance: Instance;
  readonly visit: Visit;
}

/**
 * The token of a mailed link, taken out of the address at once: it goes into a cookie of that very page, and is in no address, no
 * history and no referrer afterwards (T224). Nothing is used up by it.
 */
@Injectable()
export class MailedLink {
  /** The answer that takes the token out of the address; nothing where there is none in it. */
  tidied(path: string, { instance, visit }: LinkVisit): string | undefined {
    const { query, reply, uiLocales } = visit;
    const token = query.get('token');
    if (token === undefined) return undefined;
    const options = cookieOptions(instance, path);
    if (hasSecretFormat('mailProof', token)) reply.cookie(NAME, token, { ...options, maxAge: LIFETIME });
    else reply.cookie(NAME, '', { ...options, maxAge: 0 });
    reply.header('referrer-policy', 'no-referrer');
    return reply.redirect(withQuery(path, { ui_locales: uiLocales }));
  }

  /** Empty where the browser has none, or two. */
  token({ visit: { context } }: LinkVisit): string {
    const [token = '', second] = parseCookies(context.headers.cookie).get(NAME) ?? [];
    return second === undefined ? token : '';
  }

  forget(path: string, { instance, visit }: LinkVisit): void {
    visit.reply.cookie(NAME, '', { ...cookieOptions(instance, path), maxAge: 0 });
  }
}

function cookieOptions({ baseUrl }: Instance, path: string): CookieOptions {
  return { path, secure: new URL(baseUrl).protocol === 'https:', httpOnly: true, sameSite: 'lax' };
}
