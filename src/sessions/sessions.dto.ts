import type { Session } from './session.js';

/** A browser in which the caller is signed in. */
export class SessionDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /**
   * Browser and system, as the browser described itself.
   * @example 'Firefox on Linux'
   */
  device: string;

  /**
   * The IP address of the sign-in.
   * @example '192.0.2.7'
   */
  address: string;

  /** Whether this very request belongs to it. */
  current: boolean;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601; at most a minute behind. */
  lastSeenAt: string;

  /** ISO 8601: when it ends even if it is used all the time. */
  expiresAt: string;

  static of(session: Session, currentId: string): SessionDto {
    const { id, device, address } = session;
    return {
      id,
      device,
      address,
      current: id === currentId,
      createdAt: new Date(session.createdAt).toISOString(),
      lastSeenAt: new Date(session.lastSeenAt).toISOString(),
      expiresAt: new Date(session.expiresAt).toISOString(),
    };
  }
}

/** The caller's sessions, the last used first. */
export class SessionListDto {
  sessions: SessionDto[];
}
