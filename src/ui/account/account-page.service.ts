import { Injectable } from '@nestjs/common';
import { Operators } from '../../operators/index.js';
import { type User, Users } from '../../users/index.js';
import { LOCALES } from '../locale.js';
import { timeZones } from '../moments.js';
import type { FormRefusal } from '../page-errors.js';
import { basePathOf, pagePaths } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import { english } from '../texts/en.js';
import type { AccountView, NoticeName, ProfileView } from '../views.js';
import type { Visit } from '../visit.js';
import { AccountLists } from './account-lists.service.js';
import { type AccountVisit, personOf } from './person.js';

/** The form of the profile that was refused, with what was typed. */
export interface AccountAttempt extends FormRefusal {
  readonly typed?: Partial<ProfileView>;
}

/** The one page of the account, and the way back to it. */
@Injectable()
export class AccountPage {
  constructor(
    private readonly users: Users,
    private readonly lists: AccountLists,
    private readonly writer: PageWriter,
    private readonly operators: Operators,
  ) {}

  async show(at: AccountVisit, attempt?: AccountAttempt): Promise<string> {
    const person = personOf(at.principal);
    const user = await this.users.get(person.instanceId, person.userId);
    const { locale } = this.writer.texts(at.visit, user);
    const style = { locale, timeZone: user.zoneinfo, accountPath: accountPathOf(at) };
    return this.writer.write(at.instance, at.visit, {
      page: 'account',
      person: { ...user, isOperator: await this.operators.includes(user) },
      refusal: attempt,
      view: {
        profile: { ...profileView(user), ...attempt?.typed },
        locales: LOCALES.map((texts) => ({ locale: texts.locale, name: texts.languageName })),
        actions: actionsOf(accountPathOf(at)),
        notice: noticeOf(at.visit),
        problem: attempt,
        apps: await this.lists.apps(person, style),
        securityHref: pagePaths(basePathOf(at.instance), '').security,
      },
    });
  }

  /** Back to the page, where a sentence says what was done. */
  done(at: AccountVisit, notice: NoticeName): string {
    return at.visit.reply.redirect(`${accountPathOf(at)}?done=${notice}`);
  }
}

function accountPathOf({ instance }: AccountVisit): string {
  return pagePaths(basePathOf(instance), '').account;
}

function actionsOf(accountPath: string): AccountView['actions'] {
  return {
    profile: `${accountPath}/profile`,
  };
}

function profileView({ email, emailVerified, name, locale = '', zoneinfo = '' }: User): ProfileView {
  const known = timeZones();
  const zones = zoneinfo === '' || known.includes(zoneinfo) ? known : [zoneinfo, ...known];
  return { email, emailVerified, name, locale, zoneinfo, zones };
}

/** The link can be made by anyone, so it chooses among our sentences and holds none. */
function noticeOf({ query, isForm }: Visit): NoticeName | undefined {
  const name = query.get('done') ?? '';
  return !isForm && isNotice(name) ? name : undefined;
}

function isNotice(name: string): name is NoticeName {
  return Object.hasOwn(english.account.notices, name);
}
