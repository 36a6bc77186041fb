import { Injectable } from '@nestjs/common';
import { invalidLogin } from '../core/errors.js';
import type { SessionId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import { Clock } from '../platform/clock.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Random } from '../platform/random.js';
import { Settings } from '../platform/settings.js';
import { type User, Users } from '../users/index.js';
import { describeDevice } from './device.js';
import type { Session } from './session.js';
import type { SessionInsert, SessionOwner } from './session.store.js';

export interface NewSession extends SessionOwner {
  readonly amr: readonly string[];
  readonly context: RequestContext;
  /** Absent: what the service's settings say. */
  readonly lifetime?: SessionLifetime;
}

/** Milliseconds. */
export interface SessionLifetime {
  readonly idle: number;
  readonly absolute: number;
}

export interface OpenedSession {
  readonly session: Session;
  /** For the cookie; only its hash is stored. */
  readonly secret: string;
}

const MAXIMUM_USER_AGENT = 512;
const MAXIMUM_ADDRESS = 64;

/** What a new session is made of. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly settings: Settings,
  ) {}

  /** @throws not_found; invalid_login where the person was suspended in the meantime */
  async prepare({
    instanceId,
    userId,
    amr,
    context,
    lifetime,
  }: NewSession): Promise<OpenedSession & { readonly row: SessionInsert }> {
    const now = this.momentFor(await this.users.get(instanceId, userId));
    const secret = this.random.token();
    const userAgent = printable(context.headers['user-agent'] ?? '', MAXIMUM_USER_AGENT);
    const session = {
      id: this.random.uuid(now) as SessionId,
      ...{ instanceId, userId, amr },
      ...{ authenticatedAt: now, createdAt: now, lastSeenAt: now },
      expiresAt: now + (lifetime?.absolute ?? this.settings.sessionAbsoluteLifetime),
      idleLifetime: lifetime?.idle,
      device: describeDevice(userAgent),
      address: printable(context.address, MAXIMUM_ADDRESS),
    };
    return { session, secret, row: { ...session, userAgent, secretHash: sha256(secret) } };
  }

  /** Not before the moment up to which the person's credentials were ended, even where that is this millisecond. */
  private momentFor({ status, credentialsNotBefore }: User): number {
    if (status !== 'active') throw invalidLogin('the account can not be used');
    return Math.max(this.clock.now(), credentialsNotBefore);
  }
}

function printable(text: string, maximumLength: number): string {
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, maximumLength);
}
