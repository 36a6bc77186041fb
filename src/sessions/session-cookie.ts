import { Injectable } from '@nestjs/common';
import { parseCookies } from '../core/credentials.js';
import type { Instance } from '../instances/index.js';
import type { CookieOptions } from '../platform/http/cookies.js';
import type { HttpReply } from '../platform/http/http-reply.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Settings } from '../platform/settings.js';

/** The cookie that carries a session's secret: for scripts invisible, for other sites' posts and other instances not sent. */
@Injectable()
export class SessionCookie {
  constructor(private readonly settings: Settings) {}

  /** Lives as long as the browser: staying signed in beyond that was not asked for. */
  set(reply: HttpReply, instance: Instance, secret: string): void {
    reply.cookie(this.settings.sessionCookie, secret, this.options(instance));
  }

  clear(reply: HttpReply, instance: Instance): void {
    reply.cookie(this.settings.sessionCookie, '', { ...this.options(instance), maxAge: 0 });
  }

  /** Nothing where two of that name were sent: another path or host has set one, and nothing tells which (RFC 6265 §8.6). */
  read({ headers }: Pick<RequestContext, 'headers'>): string | undefined {
    const [value, second] = parseCookies(headers.cookie).get(this.settings.sessionCookie) ?? [];
    return second === undefined && value !== '' ? value : undefined;
  }

  private options({ baseUrl }: Instance): CookieOptions {
    const { pathname, protocol } = new URL(baseUrl);
    return { path: pathname, secure: protocol === 'https:', httpOnly: true, sameSite: 'lax' };
  }
}
