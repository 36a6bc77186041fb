import { Inject, Injectable } from '@nestjs/common';
import { Operators } from '../../operators/index.js';
import { Clock } from '../../platform/index.js';
import { Users } from '../../users/index.js';
import { type AccountVisit, personOf } from '../account/person.js';
import { formRefusal } from '../page-errors.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import type { Visit } from '../visit.js';
import {
  ACCOUNT_SECTION_LIST,
  type AccountSection,
  type SectionOutcome,
  type SectionView,
  type SectionVisit,
} from './account-section.js';
import type { SecurityPanel } from './security-views.js';

type Rendered = SectionView & Pick<AccountSection, 'id'>;

/** The page of what keeps an account safe, made of the sections of the list, and the way back to it. */
@Injectable()
export class SecurityPage {
  constructor(
    @Inject(ACCOUNT_SECTION_LIST) private readonly sections: readonly AccountSection[],
    private readonly users: Users,
    private readonly writer: PageWriter,
    private readonly clock: Clock,
    private readonly operators: Operators,
  ) {}

  async show(at: AccountVisit, outcome?: SectionOutcome): Promise<string> {
    const visit = await this.visitOf(at);
    const sections = await this.render(visit);
    const { refused } = outcome ?? {};
    return this.writer.write(at.instance, at.visit, {
      page: 'security',
      section: 'security',
      person: { ...visit.user, isOperator: await this.operators.includes(visit.user) },
      formAction: sections.flatMap(({ formAction = [] }) => formAction),
      refusal: refused && { status: refused.status, retryAfter: refused.retryAfter },
      view: {
        panels: sections.map((section) => panelOf(section, outcome)),
        notice: noticeOf(at.visit, sections),
        accountHref: visit.accountPath,
      },
    });
  }

  /** A form of a section that was refused, where the general sentences say enough. @throws what no form can say */
  async refuse(at: AccountVisit, section: string, thrown: unknown): Promise<string> {
    const { error, ...marks } = formRefusal(thrown);
    const { texts } = await this.visitOf(at);
    return this.show(at, { section, refused: { message: texts.errors[error], ...marks } });
  }

  /** Back to the page, where a sentence of one of its sections says what was done. */
  done({ instance, visit }: AccountVisit, notice: string): string {
    return visit.reply.redirect(withQuery(pagePaths(basePathOf(instance), '').security, { done: notice }));
  }

  /** Who is there, for a flow that has to word something itself. */
  async visitOf(at: AccountVisit): Promise<SectionVisit> {
    const person = personOf(at.principal);
    const user = await this.users.get(person.instanceId, person.userId);
    const texts = this.writer.texts(at.visit, user);
    const moments = { locale: texts.locale, timeZone: user.zoneinfo, now: this.clock.now() };
    return { ...at, person, user, texts, moments, accountPath: pagePaths(basePathOf(at.instance), '').account };
  }

  private async render(at: SectionVisit): Promise<Rendered[]> {
    const views = await Promise.all(
      this.sections.map(async (section) => ({ id: section.id, view: await section.render(at) })),
    );
    return views.flatMap(({ id, view }) => (view ? [{ id, ...view }] : []));
  }
}

function panelOf({ id, title, template, content }: Rendered, outcome?: SectionOutcome): SecurityPanel {
  const own = outcome?.section === id ? outcome : undefined;
  return { id, title, template, content, message: own?.refused?.message ?? '', shown: own?.shown };
}

/** The link can be made by anyone, so it chooses among our sentences and holds none. */
function noticeOf({ query, isForm }: Visit, sections: readonly Rendered[]): string | undefined {
  const name = isForm ? '' : (query.get('done') ?? '');
  const notices = sections.map(({ notices: own = {} }) => own).find((own) => Object.hasOwn(own, name));
  return notices?.[name];
}
