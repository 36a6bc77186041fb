import { invalidInput } from '../core/errors.js';
import { isPrintableName } from '../core/text.js';
import { isImageUrl } from '../platform/http/security-headers.js';

export const SIGNING_ALGORITHMS = ['ES256', 'RS256', 'PS256'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** Milliseconds that no access or ID token outlives, whatever is set: keys and revocations are kept for so long. */
export const LONGEST_TOKEN_LIFETIME = 24 * 3_600_000;

const SHORTEST_TOKEN_LIFETIME = 10_000;

export interface Branding {
  readonly name: string;
  /** `#rrggbb`. */
  readonly colour: string;
  /** An https URL of an image. */
  readonly logo?: string;
}

/** By which other providers people may sign in here. */
export interface SocialRules {
  /** Default `true`. */
  readonly enabled?: boolean;
  /** Names, such as `github`; absent: all that the service has. */
  readonly providers?: readonly string[];
  /** Whether a provider may be linked to an account that stands already. Default `true`. */
  readonly linking?: boolean;
}

export interface InstanceSettings {
  /** Milliseconds; absent: what the surface's profile says. At most `LONGEST_TOKEN_LIFETIME`. */
  readonly accessTokenLifetime?: number;
  /** Of a token for a name and a password; milliseconds, absent: 24 hours. At most `LONGEST_TOKEN_LIFETIME`. */
  readonly passwordTokenLifetime?: number;
  /** Absent: what the service's settings say. */
  readonly requirePkce?: boolean;
  /** Characters that a new password needs, 8 to 64; absent: what the service's settings say. */
  readonly passwordMinimumLength?: number;
  /** Whether anyone may make an account. */
  readonly signUp: 'open' | 'closed';
  /** Origins (RFC 6454 §6.2) whose scripts may read our answers. */
  readonly allowedOrigins: readonly string[];
  readonly branding: Branding;
  /** BCP 47: what letters are written in where the language of their reader is not known. */
  readonly locale: string;
  readonly accessTokenFormat: 'jwt' | 'opaque';
  /** Of access tokens, where their resource server does not say. */
  readonly algorithm: SigningAlgorithm;
  readonly social?: SocialRules;
}

/** What is stored: only what was decided for this instance, so that a default can change for all others. */
export type StoredSettings = Partial<Omit<InstanceSettings, 'branding'>> & { readonly branding?: Partial<Branding> };

/** What is named changes; `null` brings the default back. */
export type SettingsChange = {
  readonly [Name in keyof Omit<StoredSettings, 'branding'>]?: StoredSettings[Name] | null;
} & { readonly branding?: { readonly [Name in keyof Branding]?: Branding[Name] | null } };

export function changedSettings(stored: StoredSettings, { branding = {}, ...change }: SettingsChange): StoredSettings {
  return present({ ...stored, ...change, branding: present({ ...stored.branding, ...branding }) });
}

export function withDefaults(stored: StoredSettings, title: string): InstanceSettings {
  return {
    signUp: 'open',
    allowedOrigins: [],
    locale: 'en',
    accessTokenFormat: 'jwt',
    algorithm: 'ES256',
    ...stored,
    branding: { name: title, colour: '#2f5bd3', ...stored.branding },
  };
}

// Instances share one browser origin: nothing that an instance sets may become active content on our pages.
const CHECKS: Readonly<Record<string, (settings: StoredSettings) => boolean>> = {
  accessTokenLifetime: ({ accessTokenLifetime: lifetime }) => lifetime === undefined || isTokenLifetime(lifetime),
  passwordTokenLifetime: ({ passwordTokenLifetime: lifetime }) => lifetime === undefined || isTokenLifetime(lifetime),
  requirePkce: ({ requirePkce = true }) => typeof requirePkce === 'boolean',
  passwordMinimumLength: ({ passwordMinimumLength: length = 8 }) =>
    Number.isSafeInteger(length) && length >= 8 && length <= 64,
  signUp: ({ signUp = 'open' }) => ['open', 'closed'].includes(signUp),
  allowedOrigins: ({ allowedOrigins = [] }) => allowedOrigins.every(isOrigin),
  'branding.name': ({ branding }) => branding?.name === undefined || isPrintableName(branding.name),
  'branding.colour': ({ branding }) => branding?.colour === undefined || /^#[0-9a-f]{6}$/i.test(branding.colour),
  'branding.logo': ({ branding }) => branding?.logo === undefined || isLogo(branding.logo),
  locale: ({ locale = 'en' }) => /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/.test(locale),
  accessTokenFormat: ({ accessTokenFormat = 'jwt' }) => ['jwt', 'opaque'].includes(accessTokenFormat),
  algorithm: ({ algorithm = 'ES256' }) => SIGNING_ALGORITHMS.includes(algorithm),
  social: ({ social }) => social === undefined || areSocialRules(social),
};

/** @throws invalid_input naming every field that is wrong. */
export function assertSettings(settings: StoredSettings): void {
  const wrong = Object.keys(CHECKS).filter((field) => !CHECKS[field]?.(settings));
  if (wrong.length === 0) return;
  const fields = Object.fromEntries(wrong.map((field) => [field, 'is not valid']));
  throw invalidInput('the settings of the instance are not valid', { fields });
}

function isTokenLifetime(lifetime: number): boolean {
  return Number.isSafeInteger(lifetime) && lifetime >= SHORTEST_TOKEN_LIFETIME && lifetime <= LONGEST_TOKEN_LIFETIME;
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isLogo(text: string): boolean {
  return text.length <= 2_048 && /^https:\/\/[^\s"'<>\\]+$/.test(text) && isImageUrl(text);
}

function areSocialRules({ enabled = true, linking = true, providers = [] }: SocialRules): boolean {
  const areFlags = [enabled, linking].every((flag) => typeof flag === 'boolean');
  return areFlags && Array.isArray(providers) && providers.every((name) => /^[a-z][a-z0-9-]{0,31}$/.test(String(name)));
}

function present(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));
}
