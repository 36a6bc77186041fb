import { Injectable } from '@nestjs/common';
import type { UserId } from '../../core/ids.js';
import { type Permission, permissionsOf } from '../../core/permissions.js';
import type { Principal } from '../../core/principal.js';
import { isAdmin } from '../../core/roles.js';
import { Organizations } from '../../organizations/index.js';
import { PersonalScopes } from '../password-tokens/personal-scopes.js';

/** An organization of the person. */
export interface PersonalGroup {
  readonly id: string;
  readonly name: string;
  /** Whether the person may manage it. */
  readonly writable: boolean;
}

/** Either lets an app see the person's organizations. */
const SHOWS_GROUPS = ['directory.person.r', 'directory.organizations.r'];

/** A person's memberships and powers, as far as the credential may show them: a token what its scope says, the person everything. */
@Injectable()
export class PersonalRights {
  constructor(
    private readonly organizations: Organizations,
    private readonly scopes: PersonalScopes,
  ) {}

  /** `undefined` where they are not to be shown. */
  async groups({ instanceId, bearer, credential, scope }: Principal): Promise<readonly PersonalGroup[] | undefined> {
    if (credential.kind === 'token' && !SHOWS_GROUPS.some((name) => scope.has(name))) return undefined;
    const own = await this.organizations.list(instanceId, bearer.id as UserId);
    return own
      .filter(({ organization }) => organization.status === 'active')
      .map(({ organization: { id, name }, membership }) => ({ id, name, writable: isAdmin(membership.roles) }));
  }

  async permissions({ instanceId, credential, scope }: Principal): Promise<readonly Permission[]> {
    return permissionsOf(credential.kind === 'token' ? scope : await this.scopes.everything(instanceId));
  }
}
