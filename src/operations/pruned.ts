import type { Type } from '@nestjs/common';
import { ApiKeyRecords } from '../api-keys/index.js';
import { PastAuthorizations } from '../oauth2/index.js';
import { Sessions } from '../sessions/index.js';
import { SocialFlows } from '../social/index.js';
import { TokenRegistry } from '../tokens/index.js';
import { Courier } from '../webhooks/index.js';

/** Whoever owns rows that time makes useless. */
export interface Prunable {
  /** Removes at most `limit` of those that ended before `moment` (milliseconds); answers how many. */
  prune(moment: number, limit: number): Promise<number>;
}

/** What hangs on others goes before them. */
export const PRUNED: readonly Type<Prunable>[] = [
  PastAuthorizations,
  TokenRegistry,
  Sessions,
  Courier,
  ApiKeyRecords,
  SocialFlows,
];

/** The owners of this server, by the list. */
export const PRUNED_LIST = Symbol('PRUNED_LIST');
