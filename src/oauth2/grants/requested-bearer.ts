import type { BearerRequest } from '../../core/bearer-scope.js';
import { invalidScope } from '../../core/errors.js';
import type { RefreshTokenFamily } from '../../tokens/index.js';

/** RFC 6749 §6: a refresh may name the bearer that its tokens have, and no other. @throws invalid_scope */
export function assertSameBearer(
  requested: BearerRequest | undefined,
  { bearer, membership }: RefreshTokenFamily,
): void {
  if (requested === undefined) return;
  const { type, id = bearer.id, onBehalfOf = false } = requested;
  if (type === bearer.type && id === bearer.id && onBehalfOf === (membership !== undefined)) return;
  const identifier = type === bearer.type ? 'different_bearer_ids' : 'different_bearer_types';
  throw invalidScope(`${identifier}: the refresh token was given for another bearer`, { identifier });
}
