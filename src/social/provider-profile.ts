import { isAvatarUrl } from '../core/avatar-url.js';
import { isEmail, isPrintableName } from '../core/text.js';
import type { ToldEmail } from '../core/social-sign-in.js';

/** Who somebody is at a provider, as far as we believe it. */
export interface ProviderProfile {
  readonly provider: string;
  /** Never reassigned to another person by the provider (OpenID Connect Core §5.7). */
  readonly subject: string;
  readonly email?: string;
  readonly isEmailVerified: boolean;
  readonly name?: string;
  readonly avatarUrl?: string;
}

/** What a provider has sent, of whatever type. */
export interface ToldProfile {
  readonly subject: unknown;
  readonly email?: unknown;
  readonly emailVerified?: unknown;
  readonly name?: unknown;
  readonly picture?: unknown;
}

const SUBJECT = /^[\x21-\x7e]{1,255}$/;
/** What careless code makes of a value that is missing: it would be everybody's name. */
const NOBODY = new Set(['undefined', 'null', 'NaN', 'none', '[object Object]']);

/** @throws Error where the person has no name there that could be kept */
export function readProfile(provider: string, told: ToldProfile): ProviderProfile {
  const { subject, email, emailVerified, name, picture } = told;
  if (typeof subject !== 'string' || !SUBJECT.test(subject) || NOBODY.has(subject)) {
    throw new Error('the provider does not say who the person is');
  }
  return {
    provider,
    subject,
    email: typeof email === 'string' && isEmail(email) ? email : undefined,
    // The text 'false' is true to JavaScript, and 'true' is no word of the specification (OpenID Connect Core §5.1).
    isEmailVerified: emailVerified === true,
    name: typeof name === 'string' && isPrintableName(name.trim()) ? name.trim() : undefined,
    avatarUrl: typeof picture === 'string' && isAvatarUrl(picture) ? picture : undefined,
  };
}

export function toldEmailOf({ email, isEmailVerified }: ProviderProfile): ToldEmail {
  if (email === undefined) return 'absent';
  return isEmailVerified ? 'verified' : 'unverified';
}
