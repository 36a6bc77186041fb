import { Injectable } from '@nestjs/common';
import type { TokenId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import { Clock, Database, GroupCommit } from '../platform/index.js';
import { type RefreshToken, refreshTokenOf } from './refresh-token.js';
import type { FamilyRow, TokenRow } from './token-row.js';
import { TokenStore } from './token.store.js';

/** Token requests that are recorded in one statement. */
const MAXIMUM_GROUP = 64;

/** The record of all that was issued: what the revoked list and introspection are true to. */
@Injectable()
export class TokenRegistry {
  private readonly group = new GroupCommit<readonly TokenRow[]>(
    (requests) => this.database.outside(() => this.store.insert(requests.flat())),
    MAXIMUM_GROUP,
  );

  constructor(
    private readonly store: TokenStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Joins the running transaction; outside of one, those who come together share a statement. */
  record(tokens: readonly TokenRow[]): Promise<void> {
    return this.database.isInTransaction ? this.store.insert(tokens) : this.group.add(tokens);
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

  /** Removes what expired before `moment` (milliseconds), at most `limit` rows of a kind; answers how many. */
  async prune(moment: number, limit: number): Promise<number> {
    const tokens = await this.store.removePast(moment, limit);
    // A family goes after its tokens, which tell by it how long they are still of use.
    return tokens === limit ? tokens : tokens + (await this.store.removePastFamilies(moment, limit));
  }
}
