import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/index.js';
import { BrowserSessions } from '../../login/index.js';
import { Clock, isForeignPost, Settings } from '../../platform/index.js';
import type { Session } from '../../sessions/index.js';
import type { UnderstoodReading } from './authorization-reader.service.js';
import type { StoredRequest } from './authorization-request.store.js';
import type { Situation } from './next-step.js';
import { OrganizationChoices } from './organization-choices.service.js';
import type { Visit } from './parked-requests.service.js';

export type Visitor = Pick<Visit, 'instance' | 'context'>;

/** Gathers what `nextStep` judges: who is signed in here, and what they have allowed so far. */
@Injectable()
export class Situations {
  constructor(
    private readonly browsers: BrowserSessions,
    private readonly consents: Consents,
    private readonly organizations: OrganizationChoices,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  session({ instance, context }: Visitor): Promise<Session | undefined> {
    return this.browsers.current(instance, context);
  }

  async of(visitor: Visitor, reading: UnderstoodReading, parked?: StoredRequest): Promise<Situation> {
    const { client, request, expectedUserId } = reading;
    const session = await this.session(visitor);
    const subject = session && { instanceId: client.instanceId, userId: session.userId, appId: client.app.id };
    return {
      request,
      client,
      session,
      expectedUserId,
      consent: subject && (await this.consents.find(subject)),
      choices: session ? await this.organizations.of(client, request.bearer, session.userId) : [],
      startedAt: parked?.createdAt,
      isForeignPost: isForeignPost(visitor.context, this.settings),
      now: this.clock.now(),
    };
  }
}
