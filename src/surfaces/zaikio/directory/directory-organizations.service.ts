import { Injectable } from '@nestjs/common';
import { Clients, ConnectedOrganizations } from '../../../apps/index.js';
import { invalidToken } from '../../../core/errors.js';
import type { Principal } from '../../../core/principal.js';
import type { Role } from '../../../core/roles.js';
import {
  type MemberPage,
  Memberships,
  type NewOrganization,
  type Organization,
  Organizations,
  type VisibleMember,
} from '../../../organizations/index.js';
import { organizationOf, personOf } from './directory-caller.js';
import type { DirectoryPage } from './directory-page.js';
import { DirectoryMembershipDto, ReducedMembershipDto } from './membership.dto.js';
import { DirectoryOrganizationDto } from './organization.dto.js';
import { Relations } from './relations.service.js';

const NOBODY = '';

/** Organizations and their members in the directory's shape: for the organization itself, and for one of its members. */
@Injectable()
export class DirectoryOrganizations {
  constructor(
    private readonly organizations: Organizations,
    private readonly memberships: Memberships,
    private readonly connected: ConnectedOrganizations,
    private readonly clients: Clients,
    private readonly relations: Relations,
  ) {}

  async show(principal: Principal): Promise<DirectoryOrganizationDto> {
    const caller = organizationOf(principal);
    return this.shown(principal, await this.organizations.get(caller, caller.organizationId));
  }

  async create(principal: Principal, input: NewOrganization): Promise<DirectoryOrganizationDto> {
    const { instanceId, userId } = personOf(principal);
    const client = await this.clients.find(instanceId, principal.clientId ?? NOBODY);
    if (!client) throw invalidToken('the token is not valid', { cause: 'the client is gone' });
    return this.shown(principal, await this.connected.create({ instanceId, userId, appId: client.app.id }, input));
  }

  /** What a member may know of the others. */
  async listOfPerson(principal: Principal, id: string, page: DirectoryPage): Promise<ReducedMembershipDto[]> {
    const found = await this.memberships.list(personOf(principal), id, page.slice);
    const isConnected = await this.connectedAmong(principal, found.members);
    return this.paged(page, found).map((member) => ReducedMembershipDto.of(member, isConnected(member)));
  }

  async listMembers(principal: Principal, page: DirectoryPage): Promise<DirectoryMembershipDto[]> {
    const caller = organizationOf(principal);
    const found = await this.memberships.list(caller, caller.organizationId, page.slice);
    const isConnected = await this.connectedAmong(principal, found.members);
    return this.paged(page, found).map((member) => DirectoryMembershipDto.of(member, isConnected(member)));
  }

  async getMember(principal: Principal, membershipId: string): Promise<DirectoryMembershipDto> {
    const caller = organizationOf(principal);
    const { organizationId } = caller;
    return this.member(principal, await this.memberships.get(caller, { organizationId, membershipId }));
  }

  async setRoles(principal: Principal, membershipId: string, roles: readonly Role[]): Promise<DirectoryMembershipDto> {
    const caller = organizationOf(principal);
    const { organizationId } = caller;
    return this.member(principal, await this.memberships.setRoles(caller, { organizationId, membershipId }, roles));
  }

  async removeMember(principal: Principal, membershipId: string): Promise<void> {
    const caller = organizationOf(principal);
    await this.memberships.remove(caller, { organizationId: caller.organizationId, membershipId });
  }

  private async shown(principal: Principal, organization: Organization): Promise<DirectoryOrganizationDto> {
    const relationTo = await this.relations.of(principal, 'organization', [organization.id]);
    return DirectoryOrganizationDto.of(organization, relationTo(organization.id));
  }

  private async member(principal: Principal, member: VisibleMember): Promise<DirectoryMembershipDto> {
    const isConnected = await this.connectedAmong(principal, [member]);
    return DirectoryMembershipDto.of(member, isConnected(member));
  }

  private paged(page: DirectoryPage, { members, total }: MemberPage): readonly VisibleMember[] {
    return page.answer(members, total);
  }

  private async connectedAmong(
    principal: Principal,
    members: readonly VisibleMember[],
  ): Promise<(member: VisibleMember) => boolean> {
    const ids = members.map(({ userId }) => userId);
    const relationTo = await this.relations.of(principal, 'person', ids);
    return ({ userId }) => relationTo(userId).connected;
  }
}
