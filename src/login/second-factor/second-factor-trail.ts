import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Letters } from '../../mail/index.js';
import { Clock } from '../../platform/clock.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import type { User } from '../../users/index.js';

type Change = 'user.second_factor_enabled' | 'user.second_factor_disabled' | 'user.backup_codes_renewed';

const LETTERS = {
  'user.second_factor_enabled': 'second-factor-on',
  'user.second_factor_disabled': 'second-factor-off',
} as const;

/** What remains of a change: a line in the audit, and a letter to the person. Both join the running transaction. */
@Injectable()
export class SecondFactorTrail {
  constructor(
    private readonly audit: Audit,
    private readonly letters: Letters,
    private readonly clock: Clock,
  ) {}

  /** Without a context it was the operator. */
  async leave(user: User, type: Change, context?: RequestContext): Promise<void> {
    const { instanceId, id: userId } = user;
    const detail = { by: context ? 'person' : 'operator' };
    await this.audit.record({ instanceId, userId, type, detail }, context);
    if (type !== 'user.backup_codes_renewed') await this.tell(user, LETTERS[type]);
  }

  private tell(user: User, template: 'second-factor-on' | 'second-factor-off'): Promise<void> {
    const { instanceId, email: to, locale, name, zoneinfo } = user;
    const values = { name, zoneinfo, at: this.clock.now() };
    return this.letters.send({ instanceId, to, locale, template, values, link: { path: '/account/security' } });
  }
}
