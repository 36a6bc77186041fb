import { Injectable } from '@nestjs/common';
import {
  type Admission,
  type Invitation,
  Invitations,
  Memberships,
  OrganizationAccess,
} from '../../organizations/index.js';
import type { OrganizationRefusal } from './organization-errors.js';
import { noticeOf } from './organization-forms.service.js';
import { detailsView, invitationsView, membersView, type Scene, statusView } from './organization-parts.js';
import { organizationPaths } from './organization-paths.js';
import type { OrganizationProblem, OrganizationView } from './organization-views.js';
import type { OrganizationVisit } from './organization-visit.js';
import { pageNumber } from './paging.js';
import { PersonPages } from './person-pages.service.js';
import { canSee, headOf } from './viewer.js';

/** A form of the page that was refused. */
export type OrganizationAttempt = OrganizationRefusal & OrganizationProblem;

/** Members on one page. */
const PAGE_SIZE = 50;

/** The page of one organization: what it is, who belongs to it, who is invited. */
@Injectable()
export class OrganizationPage {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly memberships: Memberships,
    private readonly invitations: Invitations,
    private readonly pages: PersonPages,
  ) {}

  /** @throws not_found */
  async show(at: OrganizationVisit, attempt?: OrganizationAttempt): Promise<string> {
    const { instance, visit, caller, id: organizationId } = at;
    const admission = await this.access.enter(caller, { organizationId, action: 'organization.read' });
    const reader = await this.pages.reader(at);
    const paths = organizationPaths(instance, admission.organization.id);
    const scene: Scene = { admission, reader, paths, typed: attempt ? visit.form : undefined };
    const page = pageNumber(visit);
    const slice = { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
    const members = await this.memberships.list(caller, organizationId, slice);
    const view: OrganizationView = {
      head: headOf(instance, admission),
      details: detailsView(scene),
      members: membersView(scene, members, { page, pageSize: PAGE_SIZE, total: members.total }),
      invitations: invitationsView(scene, await this.open(at, admission)),
      status: statusView(scene),
      notice: noticeOf(visit),
      problem: attempt,
    };
    return this.pages.write(at, reader, { page: 'organization', refusal: attempt, view });
  }

  private async open({ caller, id }: OrganizationVisit, admission: Admission): Promise<Invitation[] | undefined> {
    return canSee(admission, 'invitations.read') ? this.invitations.list(caller, id) : undefined;
  }
}
