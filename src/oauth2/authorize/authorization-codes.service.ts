import { Injectable } from '@nestjs/common';
import { SECRET_PREFIX, sha256 } from '../../core/secret-format.js';
import type { Instance } from '../../instances/index.js';
import { Clock, Database, Random } from '../../platform/index.js';
import {
  type AuthorizationCodeRow,
  AuthorizationCodeStore,
  type NewAuthorizationCode,
} from './authorization-code.store.js';

/** Single use, decided by one conditional write (design §4). */
@Injectable()
export class AuthorizationCodes {
  constructor(
    private readonly store: AuthorizationCodeStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Answers the code, which nobody can read again. Joins the running transaction. */
  async issue(code: Omit<NewAuthorizationCode, 'hash' | 'createdAt' | 'expiresAt'>, lifetime: number): Promise<string> {
    const text = SECRET_PREFIX.authorizationCode + this.random.token();
    const createdAt = this.clock.now();
    await this.store.insert({ ...code, hash: sha256(text), createdAt, expiresAt: createdAt + lifetime });
    return text;
  }

  find(instance: Instance, text: string): Promise<AuthorizationCodeRow | undefined> {
    return this.store.find(instance.id, sha256(text));
  }

  async burn(code: AuthorizationCodeRow): Promise<void> {
    await this.store.consume(code.hash, this.clock.now());
  }

  /** Consumes the code and does `open` with it, or neither: true for one caller only. */
  redeem(code: AuthorizationCodeRow, open: () => Promise<void>): Promise<boolean> {
    return this.database.transaction(async () => {
      const won = await this.store.consume(code.hash, this.clock.now());
      if (won) await open();
      return won;
    });
  }
}
