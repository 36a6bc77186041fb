import { Injectable } from '@nestjs/common';
import { AuthError, invalidRequest } from '../../core/errors.js';
import { InvitationAnswers, type ShownInvitation } from '../../organizations/index.js';
import { dateOf } from '../moments.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import { type OrganizationRefusal } from './organization-errors.js';
import { done, OrganizationForms } from './organization-forms.service.js';
import { organizationPaths, organizationsPath } from './organization-paths.js';
import type { OrganizationVisit } from './organization-visit.js';
import type { InvitationView } from './organization-views.js';
import { PersonPages, type Reader } from './person-pages.service.js';

type RefusalName = NonNullable<InvitationView['refusal']>;

/** The page that the mailed link opens: who was invited accepts or declines. */
@Injectable()
export class InvitationFlow {
  constructor(
    private readonly answers: InvitationAnswers,
    private readonly forms: OrganizationForms,
    private readonly pages: PersonPages,
  ) {}

  async show(at: OrganizationVisit, refused?: OrganizationRefusal): Promise<string> {
    const reader = await this.pages.reader(at);
    try {
      const shown = await this.answers.show(at.caller, tokenOf(at));
      const view = { ...this.view(at, reader), offer: offerOf(at, reader, shown), error: refused?.error };
      return this.pages.write(at, reader, { page: 'invitation', refusal: refused, view });
    } catch (thrown) {
      return this.refuse(at, reader, thrown);
    }
  }

  submit(at: OrganizationVisit): Promise<string> {
    return this.forms
      .submit(at, { work: () => this.answer(at), show: (refused) => this.showAfter(at, refused) })
      .catch(async (thrown: unknown) => this.refuse(at, await this.pages.reader(at), thrown));
  }

  private async answer(at: OrganizationVisit): Promise<string> {
    const decision = at.visit.form.get('decision');
    if (decision !== 'allow' && decision !== 'deny') throw invalidRequest('the decision must be allow or deny');
    if (decision === 'deny') {
      await this.answers.decline(at.caller, tokenOf(at));
      return done(organizationsPath(at.instance), 'declined');
    }
    const { organizationId } = await this.answers.accept(at.caller, tokenOf(at));
    return done(organizationPaths(at.instance, organizationId).page, 'joined');
  }

  /** A member needs no form any more; everybody else sees it once more, or why not. */
  private async showAfter(at: OrganizationVisit, refused: OrganizationRefusal): Promise<string> {
    if (refused.error !== 'changedMeanwhile') return this.show(at, refused);
    const reader = await this.pages.reader(at);
    return this.writeRefusal(at, reader, { refusal: 'member', status: refused.status });
  }

  /** @throws what is no answer to an invitation */
  private refuse(at: OrganizationVisit, reader: Reader, thrown: unknown): string {
    const refusal = thrown instanceof AuthError ? REFUSALS.get(thrown.code) : undefined;
    if (!(thrown instanceof AuthError) || !refusal) throw thrown;
    return this.writeRefusal(at, reader, { refusal, status: thrown.status });
  }

  private writeRefusal(
    at: OrganizationVisit,
    reader: Reader,
    { refusal, status }: { refusal: RefusalName; status: number },
  ): string {
    const view = { ...this.view(at, reader), refusal };
    return this.pages.write(at, reader, { page: 'invitation', status, view });
  }

  private view({ instance, visit }: OrganizationVisit, { user }: Reader): Omit<InvitationView, 'offer' | 'refusal'> {
    const { signIn, invitations } = pagePaths(basePathOf(instance), '');
    const back = withQuery(invitations, { token: visit.query.get('token') });
    return { person: user, otherAccountHref: withQuery(signIn, { return_to: back }) };
  }
}

const REFUSALS: ReadonlyMap<string, RefusalName> = new Map([
  ['not_found', 'gone'],
  ['forbidden', 'other'],
]);

function tokenOf({ visit }: OrganizationVisit): string {
  return visit.query.get('token') ?? '';
}

function offerOf(
  { instance, visit }: OrganizationVisit,
  { texts, moments }: Reader,
  { organizationName, email, roles, expiresAt }: ShownInvitation,
): NonNullable<InvitationView['offer']> {
  const { invitations } = pagePaths(basePathOf(instance), '');
  return {
    action: withQuery(invitations, { token: visit.query.get('token'), ui_locales: visit.uiLocales }),
    organization: organizationName,
    email,
    roles: roles.map((role) => texts.organizations.roles[role]),
    until: dateOf(expiresAt, moments),
  };
}
