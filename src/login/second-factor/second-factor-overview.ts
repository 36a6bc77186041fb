import { Injectable } from '@nestjs/common';
import type { UserKey } from '../../users/index.js';
import { BackupCodes } from './backup-codes.js';
import { SecondFactors } from './second-factors.service.js';

/** What there is to know of a second factor without its secret. */
export type SecondFactorState =
  | { readonly isOn: false }
  | {
      readonly isOn: true;
      /** Milliseconds. */
      readonly since: number;
      readonly remainingCodes: number;
    };

@Injectable()
export class SecondFactorOverview {
  constructor(
    private readonly factors: SecondFactors,
    private readonly codes: BackupCodes,
  ) {}

  async of(key: UserKey): Promise<SecondFactorState> {
    const factor = await this.factors.find(key);
    if (!factor) return { isOn: false };
    return { isOn: true, since: factor.confirmedAt, remainingCodes: await this.codes.remaining(factor.id) };
  }
}
