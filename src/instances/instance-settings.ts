import { invalidInput } from '../core/errors.js';
import { isPrintableName } from '../core/text.js';

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

export interface InstanceSettings {
  /** Milliseconds; absent: what the surface's profile says. At most `LONGEST_TOKEN_LIFETIME`. */
  readonly accessTokenLifetime?: number;
  /** Absent: what the service's settings say. */
  readonly requirePkce?: boolean;
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
}

/** What is stored: only what was decided for this instance, so that a default can change for all others. */
export type StoredSettings = Partial<Omit<InstanceSettings, 'branding'>> & { readonly branding?: Partial<Branding> };

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
  signUp: ({ signUp = 'open' }) => ['open', 'closed'].includes(signUp),
  allowedOrigins: ({ allowedOrigins = [] }) => allowedOrigins.every(isOrigin),
  'branding.name': ({ branding }) => branding?.name === undefined || isPrintableName(branding.name),
  'branding.colour': ({ branding }) => branding?.colour === undefined || /^#[0-9a-f]{6}$/i.test(branding.colour),
  'branding.logo': ({ branding }) => branding?.logo === undefined || isHttpsUrl(branding.logo),
  locale: ({ locale = 'en' }) => /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/.test(locale),
  accessTokenFormat: ({ accessTokenFormat = 'jwt' }) => ['jwt', 'opaque'].includes(accessTokenFormat),
  algorithm: ({ algorithm = 'ES256' }) => SIGNING_ALGORITHMS.includes(algorithm),
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

function isHttpsUrl(text: string): boolean {
  return text.length <= 2_048 && /^https:\/\/[^\s"'<>\\]+$/.test(text) && URL.canParse(text);
}
