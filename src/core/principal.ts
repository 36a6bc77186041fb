import type { ApiKeyId, ClientId, GrantId, InstanceId, SessionId, TokenId, UserId } from './ids.js';
import type { Scope } from './scope.js';

export type BearerType = 'person' | 'organization' | 'client';

/** For whom a credential acts. An organization is a bearer in its own right: there is no hidden person behind it. */
export interface Bearer {
  readonly type: BearerType;
  readonly id: string;
}

export type Credential =
  | { readonly kind: 'token'; readonly id: TokenId; readonly audience: readonly string[]; readonly expiresAt: number }
  | { readonly kind: 'session'; readonly id: SessionId; readonly authenticatedAt: number }
  | { readonly kind: 'first-party'; readonly id: TokenId; readonly sessionId: SessionId; readonly expiresAt: number }
  | { readonly kind: 'api-key'; readonly id: ApiKeyId }
  | { readonly kind: 'basic' };

export type CredentialKind = Credential['kind'];

/**
 * A person who is there: signed in at our pages, or at the product's own front end. Both may whatever the person may; nothing that
 * acts in the person's name does.
 */
export const IN_PERSON = ['session', 'first-party'] as const satisfies readonly CredentialKind[];

/** Who is calling, once every credential has been turned into the same thing. Times are in milliseconds. */
export interface Principal {
  readonly instanceId: InstanceId;
  readonly bearer: Bearer;
  /** Who acts for the bearer, when another does. */
  readonly actor?: UserId;
  readonly clientId?: ClientId;
  /** What must be alive for this to hold. */
  readonly grantId: GrantId;
  /** Expanded once, when the principal is made: `rw` holds `r` and `w`. */
  readonly scope: Scope;
  readonly credential: Credential;
}

/** What a route asks of its caller; every named member must hold. An absent member asks nothing. */
export interface Requirement {
  readonly scope?: string;
  readonly bearer?: BearerType | readonly BearerType[];
  readonly credential?: CredentialKind | readonly CredentialKind[];
}
