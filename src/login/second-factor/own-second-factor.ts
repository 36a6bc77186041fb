import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Users, type UserKey } from '../../users/index.js';
import { OwnOtp } from './own-otp.js';
import { type PersonAtSettings, Reauthentication } from './reauthentication.js';
import { beginAgain, SecondFactorChanges } from './second-factor-changes.service.js';
import { type Enrolment, SecondFactorEnrolment } from './second-factor-enrolment.service.js';

/** A person's second factor, in that person's own hands. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly users: Users,
    private readonly reauthentication: Reauthentication,
    private readonly otp: OwnOtp,
    private readonly enrolment: SecondFactorEnrolment,
    private readonly changes: SecondFactorChanges,
  ) {}

  /** @throws conflict where there is one; invalid_input where the password is not right; forbidden; rate_limited */
  async start(person: PersonAtSettings): Promise<Enrolment> {
    return this.enrolment.begin(await this.reauthentication.assert(person));
  }

  /** What was begun, once more, for whoever can show its secret. */
  async resume({ instanceId, userId }: UserKey, secret: string): Promise<Enrolment | undefined> {
    return this.enrolment.resume(await this.users.get(instanceId, userId), secret);
  }

  /** Answers the backup codes. @throws conflict where nothing is begun; invalid_input where the code is not right; rate_limited */
  async confirm(
    person: UserKey & { readonly otp: string; readonly context: RequestContext },
  ): Promise<readonly string[]> {
    const begun = await this.enrolment.findBegun(person);
    if (!begun) throw beginAgain();
    const step = await this.otp.assertFirst(person, begun, person.otp);
    const user = await this.users.get(person.instanceId, person.userId);
    return this.changes.turnOn(user, begun, { step, context: person.context });
  }

  /** @throws conflict where there is none; invalid_input where password or code is not right; rate_limited */
  async turnOff(person: PersonAtSettings & { readonly otp: string }): Promise<void> {
    const { user } = await this.otp.assert(person);
    await this.changes.turnOff(user, person.context);
  }

  /** Answers the new codes. @throws as `turnOff` */
  async renewCodes(person: PersonAtSettings & { readonly otp: string }): Promise<readonly string[]> {
    const { user, factor } = await this.otp.assert(person);
    return this.changes.renewCodes(user, factor, person.context);
  }
}
