import { Injectable } from '@nestjs/common';
import { type Client, Installations, type StandingInstallation } from '../../apps/index.js';
import type { BearerRequest } from '../../core/bearer-scope.js';
import type { UserId } from '../../core/ids.js';
import { EMPTY_SCOPE, intersect, type Scope } from '../../core/scope.js';
import { may, Organizations, type OwnOrganization } from '../../organizations/index.js';
import type { CheckedRequest } from './authorization-request.js';

/** An organization for which the person may let the app act. */
export interface OrganizationChoice extends OwnOrganization {
  /** Whether the person may install apps for it; otherwise only what it has allowed already can be used. */
  readonly mayManage: boolean;
  /** What it has allowed the app so far; absent where the app is not installed. */
  readonly installed?: Scope;
}

@Injectable()
export class OrganizationChoices {
  constructor(
    private readonly organizations: Organizations,
    private readonly installations: Installations,
  ) {}

  /** None for a request that is about the person alone. By name. */
  async of(client: Client, bearer: BearerRequest, userId: UserId): Promise<readonly OrganizationChoice[]> {
    if (bearer.type !== 'organization') return [];
    const own = await this.organizations.list(client.instanceId, userId);
    const installed = await this.installations.listOfMember(client.app.id, userId);
    return own
      .filter(({ organization }) => isPossible(organization, client, bearer))
      .map((candidate) => choiceOf(candidate, installed))
      .filter(({ mayManage, installed: scope }) => mayManage || (bearer.onBehalfOf && scope !== undefined));
  }
}

/** What can be allowed to the app for the organization by this person: nobody but its admins adds to what it has allowed. */
export function grantableScope({ scope }: Pick<CheckedRequest, 'scope'>, choice: OrganizationChoice): Scope {
  return choice.mayManage ? scope : intersect(scope, choice.installed ?? EMPTY_SCOPE);
}

function isPossible(
  { id, status }: OwnOrganization['organization'],
  { app }: Client,
  { id: requestedId }: BearerRequest,
): boolean {
  if (status !== 'active' || (requestedId !== undefined && requestedId !== id)) return false;
  return app.kind === 'public' || app.vendorOrganizationId === id;
}

function choiceOf(own: OwnOrganization, installed: readonly StandingInstallation[]): OrganizationChoice {
  const { organization, membership } = own;
  const actor = { type: 'member', userId: membership.userId, roles: membership.roles } as const;
  const installation = installed.find(({ organizationId }) => organizationId === organization.id);
  return { ...own, mayManage: may(actor, 'installations.manage'), installed: installation?.scope };
}
