import { Injectable } from '@nestjs/common';
import { AuthorizationCodeStore } from './authorization-code.store.js';
import { AuthorizationRequestStore } from './authorization-request.store.js';

/** What is left of authorization requests and codes that nobody can use any more. */
@Injectable()
export class PastAuthorizations {
  constructor(
    private readonly requests: AuthorizationRequestStore,
    private readonly codes: AuthorizationCodeStore,
  ) {}

  /** Removes what expired before `moment` (milliseconds), at most `limit` rows of a kind; answers how many. */
  async prune(moment: number, limit: number): Promise<number> {
    return (await this.requests.removePast(moment, limit)) + (await this.codes.removePast(moment, limit));
  }
}
