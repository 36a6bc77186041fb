import { Injectable } from '@nestjs/common';
import { type Client, Installations } from '../../apps/index.js';
import { Consents } from '../../consents/index.js';
import type { ConsentId, GrantId, InstallationId, OrganizationId, UserId } from '../../core/ids.js';
import type { Bearer } from '../../core/principal.js';
import { intersect, type Scope } from '../../core/scope.js';
import { Resources } from '../../resources/index.js';

/** What a bearer has allowed an app, as far as it can be used now. */
export interface StandingGrant {
  readonly id: GrantId;
  readonly scope: Scope;
}

interface Found {
  readonly id: InstallationId | ConsentId;
  readonly scope: Scope;
}

@Injectable()
export class StandingGrants {
  constructor(
    private readonly installations: Installations,
    private readonly consents: Consents,
    private readonly resources: Resources,
  ) {}

  /** It does not end before the running transaction does. `undefined` for a bearer who allows nothing, or does not exist. */
  async hold(client: Client, bearer: Bearer): Promise<StandingGrant | undefined> {
    const found = await this.find(client, bearer);
    if (!found) return undefined;
    const catalogue = await this.resources.catalogue(client.instanceId);
    const scope = catalogue.available(intersect(found.scope, client.app.scope), bearer.type);
    return { id: found.id as string as GrantId, scope };
  }

  private find({ instanceId, app }: Client, { type, id }: Bearer): Promise<Found | undefined> {
    const key = { instanceId, appId: app.id };
    if (type === 'organization') return this.installations.hold({ ...key, organizationId: id as OrganizationId });
    return this.consents.hold({ ...key, userId: id as UserId });
  }
}
