import { Injectable } from '@nestjs/common';
import { ClientAssertionStore } from '../client-auth/client-assertion.store.js';
import { DeviceAuthorizationStore } from '../device/device-authorization.store.js';
import { FirstPartyRefreshTokenStore } from '../first-party/first-party-refresh-token.store.js';
import { AuthorizationCodeStore } from './authorization-code.store.js';
import { AuthorizationRequestStore } from './authorization-request.store.js';

/** What is left of authorization requests, codes, devices, assertions and refresh cookies that nobody can use any more. */
@Injectable()
export class PastAuthorizations {
  constructor(
    private readonly requests: AuthorizationRequestStore,
    private readonly codes: AuthorizationCodeStore,
    private readonly devices: DeviceAuthorizationStore,
    private readonly assertions: ClientAssertionStore,
    private readonly refreshes: FirstPartyRefreshTokenStore,
  ) {}

  /** Removes what expired before `moment` (milliseconds), at most `limit` rows of a kind; answers how many. */
  async prune(moment: number, limit: number): Promise<number> {
    const answered = (await this.requests.removePast(moment, limit)) + (await this.codes.removePast(moment, limit));
    const begun = (await this.devices.removePast(moment, limit)) + (await this.assertions.removePast(moment, limit));
    return answered + begun + (await this.refreshes.removePast(moment, limit));
  }
}
