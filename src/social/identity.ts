import type { IdentityId, UserId } from '../core/ids.js';

/** Who a person is at a provider. Times are in milliseconds. */
export interface Identity {
  readonly id: IdentityId;
  readonly userId: UserId;
  readonly provider: string;
  readonly subject: string;
  /** As the provider told it last; it decides nothing. */
  readonly email?: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** It leads nowhere any more, and does not link itself again. */
  readonly isUnlinked: boolean;
}
