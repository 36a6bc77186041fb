import { Injectable } from '@nestjs/common';
import { type ConsentedApp, Consents } from '../../consents/index.js';
import { parseScope } from '../../core/scope.js';
import { Clock } from '../../platform/index.js';
import { type Catalogue, Resources } from '../../resources/index.js';
import { dateOf, type MomentStyle } from '../moments.js';
import type { AllowedAppView } from '../views.js';
import type { SignedInPerson } from './person.js';

export interface ListStyle {
  readonly locale: 'en' | 'de';
  readonly timeZone?: string;
  /** The path of the account, beneath which the rows' actions are. */
  readonly accountPath: string;
}

/** Which apps a person has allowed, as rows. */
@Injectable()
export class AccountLists {
  constructor(
    private readonly consents: Consents,
    private readonly resources: Resources,
    private readonly clock: Clock,
  ) {}

  async apps({ instanceId, userId }: SignedInPerson, style: ListStyle): Promise<AllowedAppView[]> {
    const [apps, catalogue] = await Promise.all([this.consents.list(userId), this.resources.catalogue(instanceId)]);
    const moments = { ...style, now: this.clock.now() };
    return apps.map((app) => appView(app, catalogue, moments));
  }
}

function appView(app: ConsentedApp, catalogue: Catalogue, style: ListStyle & MomentStyle): AllowedAppView {
  const descriptions = [...parseScope(app.scope)].map((name) => catalogue.describe(name));
  return {
    name: app.title,
    vendor: app.vendor,
    since: dateOf(app.updatedAt, style),
    sentences: descriptions.map((description) => description[style.locale] ?? description.en),
    withdrawAction: `${style.accountPath}/apps/${app.id}/withdraw`,
  };
}
