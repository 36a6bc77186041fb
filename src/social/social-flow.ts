import type { SessionId, UserId } from '../core/ids.js';
import type { ProviderSecrets } from './providers/provider-strategy.js';

/** What was asked for when the person left for a provider. */
export interface SocialWish {
  /** Absent: to sign in. */
  readonly link?: { readonly userId: UserId; readonly sessionId: SessionId };
  /** What the page that led here was opened with: an app's request, where to go afterwards, the language. */
  readonly carried: Readonly<Record<string, string | undefined>>;
}

/** A sign-in at a provider that is under way. */
export interface SocialFlow extends SocialWish {
  readonly secrets: ProviderSecrets;
}
