import { Injectable } from '@nestjs/common';
import { csrfFailed } from '../../../core/errors.js';
import type { UserId } from '../../../core/ids.js';
import type { Principal } from '../../../core/principal.js';
import { senderOf } from '../../../instances/index.js';
import { Login, LoginCookies } from '../../../login/index.js';
import { OwnTokens } from '../../../oauth2/index.js';
import { Settings } from '../../../platform/index.js';
import type { AuthVisit } from './password-sign-ins.js';

@Injectable()
export class SignOuts {
  constructor(
    private readonly login: Login,
    private readonly cookies: LoginCookies,
    private readonly own: OwnTokens,
    private readonly settings: Settings,
  ) {}

  /**
   * By the session's cookie or by a token. A GET that changes something is what the surface has promised; so that no image on another
   * site signs anybody out, a cookie counts only where the browser says that the request comes from a page that may send it.
   * @throws csrf_failed
   */
  async signOut(principal: Principal, visit: Omit<AuthVisit, 'input'>): Promise<void> {
    const { instance, context, reply } = visit;
    if (principal.credential.kind !== 'session') return this.endToken(principal, visit);
    if (senderOf(instance, context, this.settings) !== 'known') {
      throw csrfFailed('with the cookie, a page of this service or of an allowed origin has to send this');
    }
    await this.login.signOut(visit);
    this.cookies.forget(instance, reply);
  }

  private async endToken(principal: Principal, { instance, context }: Omit<AuthVisit, 'input'>): Promise<void> {
    const userId = principal.bearer.id as UserId;
    const text = context.headers.authorization?.replace(/^\S+ +/, '') ?? '';
    await this.own.revoke(instance, { userId, clientId: principal.clientId }, text);
  }
}
