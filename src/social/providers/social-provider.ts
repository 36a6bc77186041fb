import type { ProviderProfile } from '../provider-profile.js';
import type { ProviderStrategy } from './provider-strategy.js';

/** One way to sign in that is not ours. */
export interface SocialProvider {
  /** In our paths. */
  readonly name: string;
  /** On the button. */
  readonly title: string;
  /** Where people are sent to. */
  readonly origin: string;
  /** @throws Error where the provider can not be reached */
  strategy(): Promise<ProviderStrategy>;
  /**
   * An ID token that a front end was given by the provider itself; `now` in milliseconds. Only OpenID providers have them.
   * @throws Error where it is not for us, not from there, or out of date
   */
  readIdToken?(idToken: string, now: number): Promise<ProviderProfile>;
}
