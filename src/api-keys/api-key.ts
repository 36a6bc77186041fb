import { type ApiKeyId, isUuid, type InstanceId, type OrganizationId, type UserId } from '../core/ids.js';
import type { Scope } from '../core/scope.js';

/** Whose key it is: it acts for this person or this organization, whoever made it. */
export type ApiKeyOwner =
  | { readonly type: 'person'; readonly instanceId: InstanceId; readonly id: UserId }
  | { readonly type: 'organization'; readonly instanceId: InstanceId; readonly id: OrganizationId };

/** What may be said of a key when it is made, and afterwards. Times are in milliseconds. */
export interface ApiKeyTerms {
  readonly name: string;
  /** Absent: whatever API scopes its owner has at the moment of use. */
  readonly scope?: Scope;
  readonly expiresAt?: number;
  /** Addresses and networks (CIDR); empty: from everywhere. */
  readonly allowedIps: readonly string[];
  /** Requests a minute; absent: what the service allows every key. */
  readonly rateLimit?: number;
}

/** A key that somebody wants. */
export interface NewApiKey extends ApiKeyTerms {
  /** Told beforehand where a form must not make a second one when it is sent again. */
  readonly id?: ApiKeyId;
}

export interface ApiKeyRotation {
  /** Milliseconds that the secret before stays valid. */
  readonly overlap: number;
  /** The beginning of the secret that is to be replaced; absent: whichever is the newest. */
  readonly prefix?: string;
}

export interface ApiKey extends ApiKeyTerms {
  readonly id: ApiKeyId;
  readonly owner: ApiKeyOwner;
  readonly createdBy: UserId;
  /** The beginning of its newest secret. */
  readonly prefix: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
  /** As far as it was written; seconds behind. */
  readonly lastUsedAt?: number;
}

/** An absent member stays as it is; `null` clears it. */
export interface ApiKeyChange {
  readonly name?: string;
  readonly scope?: Scope | null;
  readonly expiresAt?: number | null;
  readonly allowedIps?: readonly string[];
  readonly rateLimit?: number | null;
}

/** The key itself is in no other answer, ever. */
export interface ShownApiKey {
  readonly key: ApiKey;
  readonly secret: string;
}

/** Which one, as the path names it, of whose. */
export interface ApiKeyAddress {
  readonly owner: ApiKeyOwner;
  readonly id: string;
}

export function apiKeyIdOf(text: string): ApiKeyId | undefined {
  return isUuid(text) ? (text as ApiKeyId) : undefined;
}
