import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { invalidOtp, otpRequired } from '../../core/errors.js';
import type { Instance } from '../../instances/index.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import type { User, UserKey } from '../../users/index.js';
import { KnownDevices } from '../known-devices.js';
import { OtpAttempts } from './otp-attempts.js';
import { OtpCheck } from './otp-check.js';
import { type ConfirmedFactor, SecondFactorStore } from './second-factor.store.js';

export interface SecondStep {
  readonly instance: Instance;
  readonly context: RequestContext;
  /** Who has proved the first step. */
  readonly user: User;
  /** What was typed: a code of the app, or a backup code. */
  readonly otp?: string;
}

/** What the second step adds to the authentication method references (RFC 8176 §2). */
const METHODS = ['otp', 'mfa'] as const;

/** The second step of a sign-in, for those who have one. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly check: OtpCheck,
    private readonly attempts: OtpAttempts,
    private readonly devices: KnownDevices,
    private readonly audit: Audit,
  ) {}

  async isOn(key: UserKey): Promise<boolean> {
    return (await this.find(key)) !== undefined;
  }

  async find(key: UserKey): Promise<ConfirmedFactor | undefined> {
    const found = await this.store.find(key);
    if (!found || found.confirmedAt === null) return undefined;
    return { ...found, confirmedAt: found.confirmedAt };
  }

  /**
   * Answers the methods that it adds; none where the person has no second factor.
   * @throws otp_required where no code came; invalid_otp, the same for wrong, used and expired; rate_limited
   */
  async require(step: SecondStep): Promise<readonly string[]> {
    const factor = await this.find({ instanceId: step.user.instanceId, userId: step.user.id });
    return factor ? this.pass(factor, step) : [];
  }

  /** The same for a factor at hand: refused where a code was accepted since it was read. */
  async pass(factor: ConfirmedFactor, { instance, context, user, otp = '' }: SecondStep): Promise<readonly string[]> {
    if (otp.trim() === '') throw otpRequired('a code of the second factor is needed');
    const key = { instanceId: user.instanceId, userId: user.id };
    const guess = { ...key, place: this.devices.identify(instance, user.email, context) };
    await this.attempts.count(guess);
    const accepted = await this.check.spend(key, factor, otp);
    if (accepted === undefined) {
      await this.audit.record({ ...key, type: 'user.second_factor_failed' }, context);
      throw invalidOtp('the code is not right, or was used before');
    }
    await this.attempts.succeed(guess);
    if (accepted === 'backup') await this.audit.record({ ...key, type: 'user.backup_code_used' }, context);
    return METHODS;
  }
}
