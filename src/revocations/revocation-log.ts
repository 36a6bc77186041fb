import { Injectable } from '@nestjs/common';
import { type RevocationRecord, RevocationStore } from './revocation.store.js';

/** The feed as it is written down, for who must miss nothing of it and may take the time: entries are kept for more than a day. */
@Injectable()
export class RevocationLog {
  constructor(private readonly store: RevocationStore) {}

  /** In the order of their commits, from the first after `sequence`. */
  list(sequence: number, limit: number): Promise<RevocationRecord[]> {
    return this.store.listAfter(sequence, limit);
  }
}
