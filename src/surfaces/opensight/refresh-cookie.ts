import { Injectable } from '@nestjs/common';
import { parseCookies } from '../../core/credentials.js';
import { instanceOfRefreshToken } from '../../core/first-party.js';
import { firstParty } from '../../core/profile.js';
import type { Instance } from '../../instances/index.js';
import { type CookieOptions, type HttpReply, type RequestContext, Settings } from '../../platform/index.js';

const NAME = 'refresh_token';

export interface PresentedRefreshCookie {
  /** Whether there was anything of that name. */
  readonly isSent: boolean;
  /** The one that is this instance's, if it is only one. */
  readonly token?: string;
}

/** The cookie that carries the refresh token, with the attributes that OpenSight promises. */
@Injectable()
export class RefreshCookie {
  constructor(private readonly settings: Settings) {}

  set(reply: HttpReply, instance: Instance, refreshToken: string): void {
    const maxAge = firstParty.refresh.idleLifetime / 1_000;
    reply.cookie(NAME, refreshToken, { ...this.options(instance), maxAge });
  }

  clear(reply: HttpReply, instance: Instance): void {
    reply.cookie(NAME, '', { ...this.options(instance), maxAge: 0 });
  }

  /**
   * Of two that could be ours, none: another path or host of this site has set one, and nothing tells which (RFC 6265 §8.6). What
   * says that it is another instance's is not ours: the default instance's cookie comes to the paths of all.
   */
  read({ name }: Instance, { headers }: Pick<RequestContext, 'headers'>): PresentedRefreshCookie {
    const sent = parseCookies(headers.cookie).get(NAME) ?? [];
    const [token, second] = sent.filter((value) => (instanceOfRefreshToken(value) ?? name) === name);
    return { isSent: sent.length > 0, token: second === undefined ? token : undefined };
  }

  private options({ name, baseUrl }: Instance): CookieOptions {
    const { pathname, protocol } = new URL(baseUrl);
    const { defaultInstance, production } = this.settings;
    const path = name === defaultInstance ? '/' : pathname;
    return { path, secure: production || protocol === 'https:', httpOnly: true, sameSite: 'lax' };
  }
}
