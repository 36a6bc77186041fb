import type { AppId, InstanceId, UserId } from '../core/ids.js';

/** A person of one instance, without the password. Times are in milliseconds. */
export interface User {
  readonly id: UserId;
  readonly instanceId: InstanceId;
  /** As typed; compared by `foldEmail` (D11). */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  /** An http or https URL of a picture. */
  readonly avatarUrl?: string;
  /** BCP 47 language tag. */
  readonly locale?: string;
  /** IANA time zone. */
  readonly zoneinfo?: string;
  readonly status: 'active' | 'suspended';
  /** What was bought: `free`, `starter` or `growth`. */
  readonly plan: string;
  readonly hasPassword: boolean;
  /** The app that has made this person up to try itself out with. */
  readonly testAccountOwnerId?: AppId;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Credentials issued earlier are dead. */
  readonly credentialsNotBefore: number;
}

export interface NewUser {
  readonly instanceId: InstanceId;
  readonly email: string;
  readonly name: string;
  readonly password?: string;
  readonly avatarUrl?: string;
  readonly emailVerified?: boolean;
}

/** An absent member stays as it is; `null` clears it. */
export interface ProfileChange {
  readonly name?: string;
  readonly avatarUrl?: string | null;
  readonly locale?: string | null;
  readonly zoneinfo?: string | null;
}

/** Whose account; every change names the instance as well, so that an id of another one is never found. */
export interface UserKey {
  readonly instanceId: InstanceId;
  readonly userId: UserId;
}
