import { Injectable } from '@nestjs/common';
import { forbidden } from '../core/errors.js';
import { type User, Users } from '../users/index.js';
import type { BrowserVisit } from './browser-sessions.js';
import { LoginAttempts } from './login-attempts.js';
import { EmailVerification } from './recovery/email-verification.service.js';
import { languageWish } from './recovery/mail-asks.service.js';

export interface SignUpRequest extends BrowserVisit {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** Accounts that people make for themselves. */
@Injectable()
export class SignUps {
  constructor(
    private readonly users: Users,
    private readonly attempts: LoginAttempts,
    private readonly verification: EmailVerification,
  ) {}

  /**
   * @throws forbidden where the instance makes no accounts by itself; rate_limited, invalid_input, weak_password, conflict
   */
  async create({ instance, context, email, password, name }: SignUpRequest): Promise<User> {
    if (instance.settings.signUp === 'closed') throw forbidden('accounts are not open to everybody here');
    await this.attempts.countSignUp({ instanceId: instance.id, address: context.address });
    const person = { instanceId: instance.id, email, password, name };
    // In one transaction: no account without its letter, no letter without its account.
    return this.users.create(person, (user) => this.verification.send(user, languageWish(context)));
  }
}
