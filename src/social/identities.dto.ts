import type { Identity } from './identity.js';

/** A sign-in at another provider that leads into the caller's account. */
export class IdentityDto {
  /** @example '01968b5c-2f1e-7d3a-8c4b-5e6f708192a3' */
  readonly id: string;
  /** @example 'github' */
  readonly provider: string;
  /**
   * As the provider told it last; absent where it told none.
   * @example 'pat@example.com'
   */
  readonly email?: string;
  /** @example '2026-01-15T10:30:00.000Z' */
  readonly createdAt: string;
  /** @example '2026-01-16T08:00:00.000Z' */
  readonly lastUsedAt: string;

  static of({ id, provider, email, createdAt, lastUsedAt }: Identity): IdentityDto {
    const times = { createdAt: new Date(createdAt).toISOString(), lastUsedAt: new Date(lastUsedAt).toISOString() };
    return { id, provider, ...(email === undefined ? {} : { email }), ...times };
  }
}

export class IdentityListDto {
  /** The oldest first. */
  readonly identities: IdentityDto[];
}
