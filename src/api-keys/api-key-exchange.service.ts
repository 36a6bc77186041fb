import { Injectable } from '@nestjs/common';
import { invalidGrant } from '../core/errors.js';
import type { GrantId } from '../core/ids.js';
import type { Bearer } from '../core/principal.js';
import type { Scope } from '../core/scope.js';
import { Database } from '../platform/index.js';
import { ApiKeyAuthenticator, isAllowedFrom, type Presentation } from './api-key-authenticator.js';
import { ApiKeyLimits, tooManyRequests } from './api-key-limits.js';
import { ApiKeyScopes } from './api-key-scopes.js';
import type { PresentedKey } from './presented-key.store.js';

/** What a token may be made of. */
export interface ExchangeableKey {
  readonly bearer: Bearer;
  /** The key itself: its death is the token's. */
  readonly grantId: GrantId;
  /** Expanded. */
  readonly scope: Scope;
  /** Milliseconds; absent: the key does not expire. */
  readonly expiresAt?: number;
  /** From where alone the key may be used; absent: from everywhere. */
  readonly allowedIps?: readonly string[];
}

/** A key on its way to become a token, which may do less and for a shorter time. */
@Injectable()
export class ApiKeyExchange {
  constructor(
    private readonly keys: ApiKeyAuthenticator,
    private readonly scopes: ApiKeyScopes,
    private readonly limits: ApiKeyLimits,
    private readonly database: Database,
  ) {}

  /**
   * `issue` runs in a transaction in which the key stays as it is; it counts as a use.
   * @throws invalid_grant, the same whatever is wrong with the key; rate_limited
   */
  async exchange<T>(presentation: Presentation, issue: (key: ExchangeableKey) => Promise<T>): Promise<T> {
    const presented = await this.keys.authenticate(presentation);
    if (!presented || !isAllowedFrom(presented, presentation.address)) throw refused();
    const rate = this.limits.use(presented.key);
    if (rate.isExceeded) throw tooManyRequests(rate);
    return this.database.transaction(async () => {
      const held = await this.keys.hold(presented.key, presentation);
      if (!held || !isAllowedFrom(held, presentation.address)) throw refused();
      return issue(await this.exchangeable(held));
    });
  }

  private async exchangeable({ key, secretExpiresAt }: PresentedKey): Promise<ExchangeableKey> {
    const ends = [key.expiresAt, secretExpiresAt].filter((moment) => moment !== undefined);
    return {
      bearer: { type: key.owner.type, id: key.owner.id },
      grantId: key.id as string as GrantId,
      scope: await this.scopes.effective(key),
      expiresAt: ends.length > 0 ? Math.min(...ends) : undefined,
      allowedIps: key.allowedIps.length > 0 ? key.allowedIps : undefined,
    };
  }
}

function refused(): Error {
  return invalidGrant('the subject token is not valid');
}
