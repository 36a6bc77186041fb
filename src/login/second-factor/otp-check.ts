import { Injectable } from '@nestjs/common';
import { typedBackupCode } from '../../core/backup-code.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database.js';
import type { UserKey } from '../../users/index.js';
import { BackupCodeStore } from './backup-code.store.js';
import { type ConfirmedFactor, type SecondFactor, SecondFactorStore } from './second-factor.store.js';
import { TotpSecrets } from './totp-secrets.js';
import { stepOf } from './totp.js';

/** What was accepted: from the app, or from the paper. */
export type AcceptedCode = 'app' | 'backup';

/** Whether a code is right, once. */
@Injectable()
export class OtpCheck {
  constructor(
    private readonly factors: SecondFactorStore,
    private readonly codes: BackupCodeStore,
    private readonly secrets: TotpSecrets,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** Takes it out of use; `undefined` where it is none, or was used before. */
  async spend(key: UserKey, factor: ConfirmedFactor, otp: string): Promise<AcceptedCode | undefined> {
    const step = this.stepOf(key, factor, otp);
    if (step !== undefined) return (await this.factors.spendStep(factor, step)) ? 'app' : undefined;
    const code = typedBackupCode(otp);
    if (code === undefined) return undefined;
    return (await this.spendBackupCode(factor, code)) ? 'backup' : undefined;
  }

  /** The time step of a right code of the app, which this takes not out of use. */
  stepOf(key: UserKey, { secretSealed }: SecondFactor, otp: string): number | undefined {
    return stepOf(this.secrets.open(key, secretSealed), otp, this.clock.now());
  }

  private spendBackupCode(factor: ConfirmedFactor, code: string): Promise<boolean> {
    return this.database.transaction(async () => {
      if (!(await this.factors.lock(factor))) return false;
      const isSpent = await this.codes.spend(factor.id, this.secrets.hashOf(factor.id, code), this.clock.now());
      if (isSpent) await this.factors.countUse(factor.id);
      return isSpent;
    });
  }
}
