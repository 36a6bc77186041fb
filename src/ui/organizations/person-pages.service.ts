import { Injectable } from '@nestjs/common';
import { Operators } from '../../operators/index.js';
import { Clock } from '../../platform/index.js';
import { type User, Users } from '../../users/index.js';
import type { MomentStyle } from '../moments.js';
import { type PageAnswer, PageWriter } from '../page-writer.service.js';
import type { Texts } from '../texts/texts.js';
import type { PageName } from '../views.js';
import type { OrganizationVisit } from './organization-visit.js';

/** Who reads a page, in which language, and how moments are told to them. */
export interface Reader {
  readonly user: User;
  readonly texts: Texts;
  readonly moments: MomentStyle;
  readonly isOperator: boolean;
}

/** Pages for somebody who is signed in. */
@Injectable()
export class PersonPages {
  constructor(
    private readonly users: Users,
    private readonly writer: PageWriter,
    private readonly clock: Clock,
    private readonly operators: Operators,
  ) {}

  async reader({ visit, caller }: OrganizationVisit): Promise<Reader> {
    const user = await this.users.get(caller.instanceId, caller.userId);
    const texts = this.writer.texts(visit, user);
    const moments = { locale: texts.locale, timeZone: user.zoneinfo, now: this.clock.now() };
    return { user, texts, moments, isOperator: await this.operators.includes(user) };
  }

  write<Name extends PageName>(
    { instance, visit }: OrganizationVisit,
    { user, isOperator }: Reader,
    answer: PageAnswer<Name>,
  ): string {
    return this.writer.write(instance, visit, { ...answer, person: { ...user, isOperator } });
  }
}
