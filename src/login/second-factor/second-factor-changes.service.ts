import { Injectable } from '@nestjs/common';
import { conflict } from '../../core/errors.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import type { User } from '../../users/index.js';
import { BackupCodes } from './backup-codes.js';
import { SecondFactorTrail } from './second-factor-trail.js';
import { type ConfirmedFactor, type SecondFactor, SecondFactorStore } from './second-factor.store.js';

/** On, off, new codes: each whole or not at all. Nothing that is signed in ends by it. */
@Injectable()
export class SecondFactorChanges {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly codes: BackupCodes,
    private readonly trail: SecondFactorTrail,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** Answers the backup codes. @throws conflict where it was confirmed or begun anew meanwhile */
  turnOn(user: User, { id }: SecondFactor, first: FirstUse): Promise<readonly string[]> {
    return this.database.transaction(async () => {
      if (!(await this.store.confirm(id, first.step, this.clock.now()))) throw beginAgain();
      await this.trail.leave(user, 'user.second_factor_enabled', first.context);
      return this.codes.issue(id);
    });
  }

  /** Without a context it is the operator, for who has lost everything. @throws conflict where there is none */
  async turnOff(user: User, context?: RequestContext): Promise<void> {
    await this.database.transaction(async () => {
      const isGone = await this.store.remove({ instanceId: user.instanceId, userId: user.id });
      if (!isGone) throw conflict('no second factor is set up');
      await this.trail.leave(user, 'user.second_factor_disabled', context);
    });
  }

  /** Answers the new codes. @throws conflict where something was changed meanwhile */
  renewCodes(user: User, factor: ConfirmedFactor, context: RequestContext): Promise<readonly string[]> {
    return this.database.transaction(async () => {
      if (!(await this.store.lock(factor))) throw beginAgain();
      await this.trail.leave(user, 'user.backup_codes_renewed', context);
      return this.codes.issue(factor.id);
    });
  }
}

/** The first code of the app, by its time step. */
export interface FirstUse {
  readonly step: number;
  readonly context: RequestContext;
}

export const beginAgain = () => conflict('it was changed meanwhile, or took too long: begin again');
