import { Injectable } from '@nestjs/common';
import { invalidRequest } from '../../core/errors.js';
import { isOwner } from '../../core/roles.js';
import { type NewOrganization, Organizations } from '../../organizations/index.js';
import type { Situation } from './next-step.js';
import type { OrganizationChoice } from './organization-choices.service.js';

/** One that there is, by its id, or one to be made. */
export type PickedOrganization = { readonly id: string } | { readonly new: NewOrganization };

/** Who picks, among what, and for what. */
export interface PickSituation extends Pick<Situation, 'session' | 'choices'> {
  readonly request: Pick<Situation['request'], 'bearer'>;
}

/** For which organization a person decides: never another than the request allows (T154). */
@Injectable()
export class OrganizationPicks {
  constructor(private readonly organizations: Organizations) {}

  /** Joins the running transaction. @throws invalid_request; for a new one invalid_input and conflict */
  of(situation: PickSituation, picked: PickedOrganization): Promise<OrganizationChoice> {
    return 'id' in picked ? existing(situation, picked.id) : this.create(situation, picked.new);
  }

  private async create({ request, session }: PickSituation, input: NewOrganization): Promise<OrganizationChoice> {
    if (!session || !mayBeNew(request)) throw invalidRequest('this request is about an organization that exists');
    const { instanceId, userId } = session;
    const { id } = await this.organizations.create({ instanceId, userId }, input);
    const own = (await this.organizations.list(instanceId, userId)).find(({ organization }) => organization.id === id);
    if (!own) throw invalidRequest('the organization is gone');
    return { ...own, mayManage: isOwner(own.membership.roles) };
  }
}

/** The app leaves the choice to the person, who becomes the owner of a new one. */
export function mayBeNew({ bearer }: PickSituation['request']): boolean {
  return bearer.type === 'organization' && bearer.id === undefined && !bearer.onBehalfOf;
}

async function existing({ choices }: PickSituation, id: string): Promise<OrganizationChoice> {
  const choice = choices.find(({ organization }) => organization.id === id);
  if (!choice) throw invalidRequest('this organization can not be chosen: go back to the app and start again');
  return choice;
}
