import { Injectable } from '@nestjs/common';
import { Invitations, Memberships } from '../../organizations/index.js';
import { done, OrganizationForms, rolesIn } from './organization-forms.service.js';
import { OrganizationPage } from './organization-page.service.js';
import { organizationPaths, organizationsPath } from './organization-paths.js';
import type { OrganizationVisit } from './organization-visit.js';
import type { OrganizationNoticeName } from './organization-views.js';

/** Who belongs to an organization, and who is asked to. */
@Injectable()
export class PeopleFlow {
  constructor(
    private readonly memberships: Memberships,
    private readonly invitations: Invitations,
    private readonly forms: OrganizationForms,
    private readonly page: OrganizationPage,
  ) {}

  setRoles(at: OrganizationVisit): Promise<string> {
    return this.changeMembers(at, async () => {
      await this.memberships.setRoles(at.caller, addressOf(at), rolesIn(at.visit));
      return this.back(at, 'rolesSaved');
    });
  }

  remove(at: OrganizationVisit): Promise<string> {
    return this.changeMembers(at, async () => {
      await this.memberships.remove(at.caller, addressOf(at));
      return this.back(at, 'memberRemoved');
    });
  }

  leave(at: OrganizationVisit): Promise<string> {
    return this.forms.submit(at, {
      work: async () => {
        await this.memberships.leave(at.caller, at.id);
        return done(organizationsPath(at.instance), 'left');
      },
      show: (refusal) => this.page.show(at, { section: 'status', ...refusal }),
      onConflict: 'lastOwner',
    });
  }

  invite(at: OrganizationVisit): Promise<string> {
    return this.changeInvitations(at, async () => {
      const offer = { email: at.visit.form.get('email') ?? '', roles: rolesIn(at.visit) };
      await this.invitations.invite(at.caller, at.id, offer);
      return this.back(at, 'invited');
    });
  }

  revoke(at: OrganizationVisit): Promise<string> {
    return this.changeInvitations(at, async () => {
      await this.invitations.revoke(at.caller, at.id, at.itemId);
      return this.back(at, 'invitationRevoked');
    });
  }

  private changeMembers(at: OrganizationVisit, work: () => Promise<string>): Promise<string> {
    return this.forms.submit(at, {
      work,
      show: (refusal) => this.page.show(at, { section: 'members', ...refusal }),
      onConflict: 'lastOwner',
    });
  }

  private changeInvitations(at: OrganizationVisit, work: () => Promise<string>): Promise<string> {
    return this.forms.submit(at, {
      work,
      show: (refusal) => this.page.show(at, { section: 'invitations', ...refusal }),
    });
  }

  private back({ instance, id }: OrganizationVisit, notice: OrganizationNoticeName): string {
    return done(organizationPaths(instance, id).page, notice);
  }
}

function addressOf({ id, itemId }: OrganizationVisit): { organizationId: string; membershipId: string } {
  return { organizationId: id, membershipId: itemId };
}
