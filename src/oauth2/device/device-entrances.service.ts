import { Injectable } from '@nestjs/common';
import { invalidInput, invalidRequest, loginRequired } from '../../core/errors.js';
import { LIMITS } from '../../core/limits.js';
import { typedUserCode } from '../../core/user-code.js';
import { BrowserSessions } from '../../login/index.js';
import { addressGroup, Clock, Throttle } from '../../platform/index.js';
import type { Session } from '../../sessions/index.js';
import type { Visitor } from '../authorize/situations.service.js';
import { DeviceAuthorizationStore, type EnteredRow } from './device-authorization.store.js';

/** What this browser session may decide. */
export interface Entered {
  readonly row: EnteredRow;
  readonly session: Session;
}

/** Where people type what their device shows. */
@Injectable()
export class DeviceEntrances {
  constructor(
    private readonly store: DeviceAuthorizationStore,
    private readonly browsers: BrowserSessions,
    private readonly throttle: Throttle,
    private readonly clock: Clock,
  ) {}

  /**
   * From now on this browser session may decide, and no other. Answers the code as it is stored.
   * @throws invalid_input, the same for a code that never was, has expired or was decided; rate_limited; login_required
   */
  async enter({ instance, context }: Visitor, typed: string): Promise<string> {
    const session = await this.browsers.current(instance, context);
    if (!session) throw loginRequired('sign in first');
    const keys = [session.userId, addressGroup(context.address)].map((who) => `user-code:${instance.id}:${who}`);
    await this.throttle.hitAll(keys.map((key) => ({ key, limit: LIMITS.userCode })));
    const userCode = typedUserCode(typed);
    const entry = { instanceId: instance.id, sessionId: session.id, userId: session.userId, now: this.clock.now() };
    if (userCode === undefined || !(await this.store.enter({ ...entry, userCode }))) {
      throw invalidInput('this code is not valid', { fields: { code: 'not valid, or expired' } });
    }
    await this.throttle.takeBack(...keys);
    return userCode;
  }

  /** The device whose code was entered here. @throws invalid_request for any other; login_required */
  async entered({ instance, context }: Visitor, code: string): Promise<Entered> {
    const session = await this.browsers.current(instance, context);
    if (!session) throw loginRequired('sign in first');
    const entry = { instanceId: instance.id, userCode: typedUserCode(code) ?? '', sessionId: session.id };
    const row = await this.store.findEntered({ ...entry, now: this.clock.now() });
    if (!row) throw invalidRequest('this code was not entered here, or is over: enter it again');
    return { row, session };
  }
}
