import { Injectable } from '@nestjs/common';
import type { Instance } from '../../instances/index.js';
import type { Authenticated } from '../../login/index.js';
import { type FirstPartySignInRecord, FirstPartyTokens } from '../../oauth2/index.js';
import type { HttpReply, RequestContext } from '../../platform/index.js';
import { UserDto } from '../../users/index.js';
import type { SignedInDto } from './auth.dto.js';
import { RefreshCookie } from './refresh-cookie.js';

/** What the front end asks of an instance, and where the cookies of the answer go. */
export interface FrontEndVisit {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly reply: HttpReply;
}

/** Somebody has proved who they are, in whatever way: the tokens, the cookie, the answer. */
@Injectable()
export class FirstPartySignIn {
  constructor(
    private readonly tokens: FirstPartyTokens,
    private readonly cookie: RefreshCookie,
  ) {}

  /** @throws invalid_login where the account may not be used */
  async welcome(
    { user, amr }: Authenticated,
    { instance, context, reply }: FrontEndVisit,
    type: FirstPartySignInRecord['type'] = 'user.signed_in',
  ): Promise<SignedInDto> {
    const { accessToken, refreshToken } = await this.tokens.issue({ user, instance, amr, context, type });
    this.cookie.set(reply, instance, refreshToken);
    return { user: UserDto.whole(user), accessToken };
  }
}
