import { Injectable } from '@nestjs/common';
import { type Session, Sessions } from '../../sessions/index.js';
import { dateOf, type MomentStyle, relativeMoment } from '../moments.js';
import type { SessionView } from '../views.js';
import type { AccountSection, SectionView, SectionVisit } from './account-section.js';

const PHONE = /\b(?:iOS|iPadOS|Android)\b/;

interface RowStyle {
  readonly moments: MomentStyle;
  readonly accountPath: string;
}

/** Where a person is signed in. */
@Injectable()
export class SessionsSection implements AccountSection {
  readonly id = 'sessions';

  constructor(private readonly sessions: Sessions) {}

  async render({ person, texts, moments, accountPath }: SectionVisit): Promise<SectionView> {
    const { sessionEnded, othersEnded } = texts.security.notices;
    const open = await this.sessions.list(person.instanceId, person.userId);
    const rows = open.map((session) => sessionView(session, session.id === person.sessionId, { moments, accountPath }));
    // This browser first, then the last used.
    rows.sort((a, b) => Number(b.current) - Number(a.current));
    return {
      title: texts.security.sessions.title,
      template: 'security-sessions',
      content: { sessions: rows, endOthers: `${accountPath}/sessions/end-others` },
      notices: { sessionEnded, othersEnded },
    };
  }
}

function sessionView(session: Session, current: boolean, { moments, accountPath }: RowStyle): SessionView {
  const { id, device, address, lastSeenAt, authenticatedAt } = session;
  return {
    device,
    address,
    current,
    isPhone: PHONE.test(device),
    lastSeen: relativeMoment(lastSeenAt, moments),
    since: dateOf(authenticatedAt, moments),
    endAction: `${accountPath}/sessions/${id}/end`,
  };
}
