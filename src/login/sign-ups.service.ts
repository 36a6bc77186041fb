import { Injectable } from '@nestjs/common';
import { forbidden } from '../core/errors.js';
import { type User, Users } from '../users/index.js';
import type { BrowserVisit } from './browser-sessions.js';
import { LoginAttempts } from './login-attempts.js';

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
  ) {}

  /**
   * @throws forbidden where the instance makes no accounts by itself; rate_limited, invalid_input, weak_password, conflict
   */
  async create({ instance, context, email, password, name }: SignUpRequest): Promise<User> {
    if (instance.settings.signUp === 'closed') throw forbidden('accounts are not open to everybody here');
    this.attempts.countSignUp({ instanceId: instance.id, address: context.address });
    return this.users.create({ instanceId: instance.id, email, password, name });
  }
}
