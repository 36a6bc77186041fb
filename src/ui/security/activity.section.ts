import { Injectable } from '@nestjs/common';
import { Audit, type AuditRecord } from '../../audit/index.js';
import { Sessions } from '../../sessions/index.js';
import { relativeMoment } from '../moments.js';
import type { MomentView } from '../views.js';
import type { AccountSection, SectionView, SectionVisit } from './account-section.js';
import { EVENT_TYPES, tellingOf } from './activity-events.js';

const MOST_EVENTS = 20;
/** Of which a person has to see that something was tried. */
const ALARMING: readonly string[] = ['user.sign_in_failed', 'user.second_factor_failed', 'user.suspended'];

interface ActivityRow {
  readonly text: string;
  readonly when: MomentView;
  readonly isAlarming: boolean;
  /** The browser, as long as it is signed in. */
  readonly device?: string;
  readonly address?: string;
}

/** What has happened to an account lately. */
@Injectable()
export class ActivitySection implements AccountSection {
  readonly id = 'activity';

  constructor(
    private readonly audit: Audit,
    private readonly sessions: Sessions,
  ) {}

  async render({ person, texts, moments }: SectionVisit): Promise<SectionView> {
    const { instanceId, userId } = person;
    const events = await this.audit.list(instanceId, { userId, types: EVENT_TYPES, limit: MOST_EVENTS });
    const open = await this.sessions.list(instanceId, userId);
    const devices = new Map<unknown, string>(open.map(({ id, device }) => [id, device]));
    const rows = events.map((event): ActivityRow => ({
      text: tellingOf(event, texts.security.activity.events),
      when: relativeMoment(event.occurredAt, moments),
      isAlarming: ALARMING.includes(event.type),
      ...placeOf(event, devices),
    }));
    return { title: texts.security.activity.title, template: 'security-activity', content: { rows } };
  }
}

function placeOf(
  { detail, address }: AuditRecord,
  devices: ReadonlyMap<unknown, string>,
): Pick<ActivityRow, 'device' | 'address'> {
  return { device: devices.get(detail['sessionId']), address: address ?? undefined };
}
