import type { AbstractHttpAdapter } from '@nestjs/core';
import type { Route } from './route-table.js';

/** An HTTP framework below Nest, with the edge in front. */
export interface HttpHost {
  readonly adapter: AbstractHttpAdapter;
  /** What is registered so far. */
  routes(): readonly Route[];
}
