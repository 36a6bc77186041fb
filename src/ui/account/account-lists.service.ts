import { Injectable } from '@nestjs/common';
import { type ConsentedApp, Consents } from '../../consents/index.js';
import { parseScope } from '../../core/scope.js';
import { Clock } from '../../platform/index.js';
import { type Catalogue, Resources } from '../../resources/index.js';
import { type Session, Sessions } from '../../sessions/index.js';
import { dateOf, type MomentStyle, relativeMoment } from '../moments.js';
import type { AllowedAppView, SessionView } from '../views.js';
import type { SignedInPerson } from './person.js';

export interface ListStyle {
  readonly locale: 'en' | 'de';
  readonly timeZone?: string;
  /** The path of the account, beneath which the rows' actions are. */
  readonly accountPath: string;
}

const PHONE = /\b(?:iOS|iPadOS|Android)\b/;

/** Where a person is signed in, and which apps they have allowed, as rows. */
@Injectable()
export class AccountLists {
  constructor(
    private readonly openSessions: Sessions,
    private readonly consents: Consents,
    private readonly resources: Resources,
    private readonly clock: Clock,
  ) {}

  /** This browser first, then the last used. */
  async sessions({ instanceId, userId, sessionId }: SignedInPerson, style: ListStyle): Promise<SessionView[]> {
    const sessions = await this.openSessions.list(instanceId, userId);
    const moments = { ...style, now: this.clock.now() };
    const rows = sessions.map((session) => sessionView(session, session.id === sessionId, moments));
    return rows.sort((a, b) => Number(b.current) - Number(a.current));
  }

  async apps({ instanceId, userId }: SignedInPerson, style: ListStyle): Promise<AllowedAppView[]> {
    const [apps, catalogue] = await Promise.all([this.consents.list(userId), this.resources.catalogue(instanceId)]);
    const moments = { ...style, now: this.clock.now() };
    return apps.map((app) => appView(app, catalogue, moments));
  }
}

function sessionView(session: Session, current: boolean, style: ListStyle & MomentStyle): SessionView {
  const { id, device, address, lastSeenAt, authenticatedAt } = session;
  return {
    device,
    address,
    current,
    isPhone: PHONE.test(device),
    lastSeen: relativeMoment(lastSeenAt, style),
    since: dateOf(authenticatedAt, style),
    endAction: `${style.accountPath}/sessions/${id}/end`,
  };
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
