import { Injectable } from '@nestjs/common';
import type { TokenId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import { Clock, Database } from '../platform/index.js';
import { type RefreshToken, refreshTokenOf } from './refresh-token.js';
import { type FamilyRow, type TokenRow, TokenStore } from './token.store.js';

/** The record of all that was issued: what the revoked list and introspection are true to. */
@Injectable()
export class TokenRegistry {
  constructor(
    private readonly store: TokenStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  record(tokens: readonly TokenRow[]): Promise<void> {
    return this.store.insert(tokens);
  }

  /** A new family with its first tokens. Joins the running transaction. */
  async open(family: FamilyRow, tokens: readonly TokenRow[]): Promise<void> {
    await this.store.insertFamily(family);
    await this.store.insert(tokens);
  }

  async findRefresh(instance: Instance, text: string): Promise<RefreshToken | undefined> {
    const row = await this.store.findRefresh(instance.id, sha256(text));
    return row && refreshTokenOf(row, this.clock.now());
  }

  /** Spends the old token and records its successors, or does nothing: true for one caller only. */
  rotate(spent: TokenId, successors: readonly TokenRow[]): Promise<boolean> {
    return this.database.transaction(async () => {
      const won = await this.store.consumeRefresh(spent, this.clock.now());
      if (won) await this.store.insert(successors);
      return won;
    });
  }
}
