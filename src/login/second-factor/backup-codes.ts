import { Injectable } from '@nestjs/common';
import type { SecondFactorId } from '../../core/ids.js';
import { Clock } from '../../platform/clock.js';
import { BackupCodeStore } from './backup-code.store.js';
import { TotpSecrets } from './totp-secrets.js';

/** For who has lost the app: each opens the account once. */
@Injectable()
export class BackupCodes {
  constructor(
    private readonly store: BackupCodeStore,
    private readonly secrets: TotpSecrets,
    private readonly clock: Clock,
  ) {}

  /** New ones, shown now and never again; those before are worth nothing. Joins the running transaction. */
  async issue(factorId: SecondFactorId): Promise<readonly string[]> {
    const { shown, hashes } = this.secrets.mintCodes(factorId);
    await this.store.replace(factorId, hashes, this.clock.now());
    return shown;
  }

  remaining(factorId: SecondFactorId): Promise<number> {
    return this.store.countUnused(factorId);
  }
}
