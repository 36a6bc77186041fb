import { Injectable } from '@nestjs/common';
import type { OpenedSession } from '../sessions/index.js';
import type { User } from '../users/index.js';
import { type Authenticated, Authentication, type SignInAttempt } from './authentication.service.js';
import { BrowserSessions, type BrowserVisit } from './browser-sessions.js';
import { SignUps, type SignUpRequest } from './sign-ups.service.js';

export interface SignedIn extends OpenedSession {
  readonly user: User;
}

/** The interaction with a person at a browser: who are you, and can you prove it? */
@Injectable()
export class Login {
  constructor(
    private readonly authentication: Authentication,
    private readonly signUps: SignUps,
    private readonly browsers: BrowserSessions,
  ) {}

  /**
   * @throws rate_limited before the password is looked at; invalid_login, the same for every cause; temporarily_unavailable
   */
  async signIn(attempt: SignInAttempt): Promise<SignedIn> {
    return this.welcome(await this.authentication.verify(attempt), attempt);
  }

  /** A session at this browser for whom another way has proved. @throws invalid_login where the account is suspended */
  async welcome({ user, amr }: Authenticated, visit: BrowserVisit): Promise<SignedIn> {
    return { user, ...(await this.browsers.open(user, visit, { type: 'user.signed_in', amr })) };
  }

  /**
   * An account and its first session.
   * @throws forbidden where the instance makes no accounts by itself; rate_limited, invalid_input, weak_password, conflict
   */
  async signUp(request: SignUpRequest): Promise<SignedIn> {
    const user = await this.signUps.create(request);
    return { user, ...(await this.browsers.open(user, request, { type: 'user.signed_up', amr: ['pwd'] })) };
  }

  /** Ends the browser's session, if it has one. */
  signOut(visit: BrowserVisit): Promise<void> {
    return this.browsers.close(visit);
  }
}
