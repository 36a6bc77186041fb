import { Injectable } from '@nestjs/common';
import { AuthError, conflict, invalidInput } from '../../core/errors.js';
import type { User, UserKey } from '../../users/index.js';
import { OtpAttempts } from './otp-attempts.js';
import { OtpCheck } from './otp-check.js';
import { type PersonAtSettings, Reauthentication } from './reauthentication.js';
import type { ConfirmedFactor, SecondFactor } from './second-factor.store.js';
import { SecondFactors } from './second-factors.service.js';

/** Codes that people show in their own settings: a wrong one there is a wrong field, not a refused sign-in. */
@Injectable()
export class OwnOtp {
  constructor(
    private readonly factors: SecondFactors,
    private readonly reauthentication: Reauthentication,
    private readonly check: OtpCheck,
    private readonly attempts: OtpAttempts,
  ) {}

  /** Password and code, before the second factor is changed. @throws conflict where there is none; invalid_input; rate_limited */
  async assert(person: PersonAtSettings & { readonly otp: string }): Promise<{ user: User; factor: ConfirmedFactor }> {
    const user = await this.reauthentication.assert(person);
    const factor = await this.factors.find(person);
    if (!factor) throw conflict('no second factor is set up');
    const accepted = await this.counted(person, () => this.check.spend(person, factor, person.otp));
    // It has been used once more by now.
    if (accepted !== undefined) return { user, factor: { ...factor, uses: factor.uses + 1 } };
    throw wrongCode();
  }

  /** The first code of an app that was just told its secret: the step of it. @throws invalid_input, rate_limited */
  async assertFirst(key: UserKey, begun: SecondFactor, otp: string): Promise<number> {
    const step = await this.counted(key, async () => this.check.stepOf(key, begun, otp));
    if (step !== undefined) return step;
    throw wrongCode();
  }

  private async counted<T>(key: UserKey, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const guess = { instanceId: key.instanceId, userId: key.userId, place: 'settings' };
    await this.attempts.count(guess);
    const found = await look();
    if (found !== undefined) await this.attempts.succeed(guess);
    return found;
  }
}

function wrongCode(): AuthError {
  const text = 'the code is not right, or was used before';
  return invalidInput(text, { fields: { otp: text } });
}
