import type { SocialFailure } from '../../social/index.js';

/** What the page that says so is marked with. Who has cancelled is told nothing: they know. */
export const SOCIAL_STATUS: Readonly<Record<Exclude<SocialFailure, 'cancelled'>, number>> = {
  suspended: 403,
  unverified: 403,
  closed: 403,
  'linking-off': 403,
  unlinked: 409,
  taken: 409,
  expired: 400,
  failed: 503,
};

/** Seconds. */
export const RETRY_AFTER = 10;
