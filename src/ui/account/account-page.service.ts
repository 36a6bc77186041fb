import { Injectable } from '@nestjs/common';
import { type User, Users } from '../../users/index.js';
import { LOCALES } from '../locale.js';
import { timeZones } from '../moments.js';
import type { FormRefusal } from '../page-errors.js';
import { basePathOf, pagePaths } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import { english } from '../texts/en.js';
import type { AccountSection, AccountView, NoticeName, ProfileView } from '../views.js';
import type { Visit } from '../visit.js';
import { AccountLists } from './account-lists.service.js';
import { type AccountVisit, personOf } from './person.js';

/** A form of the account that was refused, with what was typed. */
export interface AccountAttempt extends FormRefusal {
  readonly section: AccountSection;
  readonly typed?: Partial<ProfileView>;
}

/** The one page of the account, and the way back to it. */
@Injectable()
export class AccountPage {
  constructor(
    private readonly users: Users,
    private readonly lists: AccountLists,
    private readonly writer: PageWriter,
  ) {}

  async show(at: AccountVisit, attempt?: AccountAttempt): Promise<string> {
    const person = personOf(at.principal);
    const user = await this.users.get(person.instanceId, person.userId);
    const { locale } = this.writer.texts(at.visit, user);
    const style = { locale, timeZone: user.zoneinfo, accountPath: accountPathOf(at) };
    const [sessions, apps] = await Promise.all([this.lists.sessions(person, style), this.lists.apps(person, style)]);
    return this.writer.write(at.instance, at.visit, {
      page: 'account',
      person: user,
      refusal: attempt,
      view: {
        profile: { ...profileView(user), ...attempt?.typed },
        locales: LOCALES.map((texts) => ({ locale: texts.locale, name: texts.languageName })),
        actions: actionsOf(accountPathOf(at)),
        notice: noticeOf(at.visit),
        problem: attempt,
        ...{ sessions, apps },
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
    password: `${accountPath}/password`,
    endOthers: `${accountPath}/sessions/end-others`,
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
