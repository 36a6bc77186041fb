import { Injectable } from '@nestjs/common';
import { uuidAt } from '../core/ids.js';
import { LONGEST_TOKEN_LIFETIME } from '../instances/index.js';
import { Clock } from '../platform/index.js';
import type { LoggedRevocation } from '../revocations/index.js';
import { type EndedToken, EndedTokenStore } from './ended-token.store.js';

export interface EndedTokensQuery {
  readonly revocation: LoggedRevocation;
  /** The id of the last token that is known already. */
  readonly after?: string;
  readonly limit: number;
}

const NO_BYTES = new Uint8Array(10);

/** What a revocation has ended, for those who are to be told. */
@Injectable()
export class EndedTokens {
  constructor(
    private readonly store: EndedTokenStore,
    private readonly clock: Clock,
  ) {}

  /** Unexpired access tokens of apps that have a webhook, by id. */
  async list({ revocation, after, limit }: EndedTokensQuery): Promise<EndedToken[]> {
    const now = this.clock.now();
    const oldest = now - LONGEST_TOKEN_LIFETIME;
    if (revocation.createdAt < oldest) return [];
    return this.store.list({ ...revocation, now, limit, after: after ?? uuidAt(oldest, NO_BYTES) });
  }
}
