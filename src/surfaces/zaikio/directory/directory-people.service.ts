import { Injectable } from '@nestjs/common';
import { LaunchableApps } from '../../../apps/index.js';
import { invalidToken } from '../../../core/errors.js';
import type { Principal } from '../../../core/principal.js';
import { Organizations } from '../../../organizations/index.js';
import { type ProfileChange, type User, Users } from '../../../users/index.js';
import { personOf } from './directory-caller.js';
import type { DirectoryPage } from './directory-page.js';
import { OrganizationMembershipDto } from './organization.dto.js';
import { PersonDto } from './person.dto.js';
import { Relations } from './relations.service.js';

/** A person in the directory's shape, for an app that the person has allowed to ask. */
@Injectable()
export class DirectoryPeople {
  constructor(
    private readonly users: Users,
    private readonly organizations: Organizations,
    private readonly apps: LaunchableApps,
    private readonly relations: Relations,
  ) {}

  async show(principal: Principal): Promise<PersonDto> {
    return this.personDto(principal, await this.user(principal));
  }

  async update(principal: Principal, change: ProfileChange): Promise<PersonDto> {
    return this.personDto(principal, await this.users.updateProfile(personOf(principal), change));
  }

  async listMemberships(principal: Principal, page: DirectoryPage): Promise<OrganizationMembershipDto[]> {
    const memberships = await this.memberships(principal, await this.user(principal));
    return page.cut(memberships, (membership) => membership);
  }

  private async personDto(principal: Principal, user: User): Promise<PersonDto> {
    const [relationTo, memberships, apps] = await Promise.all([
      this.relations.of(principal, 'person', [user.id]),
      this.memberships(principal, user),
      this.apps.list(personOf(principal)),
    ]);
    return PersonDto.of({ user, relation: relationTo(user.id), memberships, apps });
  }

  private async memberships(principal: Principal, user: User): Promise<OrganizationMembershipDto[]> {
    const own = await this.organizations.list(user.instanceId, user.id);
    const ids = own.map(({ organization }) => organization.id);
    const relationTo = await this.relations.of(principal, 'organization', ids);
    return own.map((one) => OrganizationMembershipDto.of(one, relationTo(one.organization.id), user.zoneinfo));
  }

  private async user(principal: Principal): Promise<User> {
    const { instanceId, userId } = personOf(principal);
    const user = await this.users.find(instanceId, userId);
    if (!user) throw invalidToken('the token is not valid', { cause: 'the user is gone' });
    return user;
  }
}
