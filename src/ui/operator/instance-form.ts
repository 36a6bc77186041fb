import { invalidInput } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import {
  type Instance,
  type InstanceChange,
  type NewInstance,
  SIGNING_ALGORITHMS,
  type SocialRules,
} from '../../instances/index.js';
import type { Typed } from './operator-views.js';

const MOST_LINES = 100;

/** What one field makes of its text; `null`, for an empty one, brings the default back. */
type Change = (text: string | null) => InstanceChange;

/** All settings by the names of their fields, as they are in force. */
export function shownSettings({ title, settings }: Instance): Typed {
  const { branding, social = {}, passwordMinimumLength: minimum } = settings;
  return {
    title,
    access_token_lifetime: secondsOf(settings.accessTokenLifetime),
    password_token_lifetime: secondsOf(settings.passwordTokenLifetime),
    access_token_format: settings.accessTokenFormat,
    algorithm: settings.algorithm,
    require_pkce: wordOf(settings.requirePkce),
    sign_up: settings.signUp,
    allowed_origins: settings.allowedOrigins.join('\n'),
    password_minimum: minimum === undefined ? '' : String(minimum),
    locale: settings.locale,
    branding_name: branding.name,
    branding_colour: branding.colour,
    branding_logo: branding.logo ?? '',
    ...{ social_enabled: wordOf(social.enabled), social_linking: wordOf(social.linking) },
    social_providers: (social.providers ?? []).join('\n'),
  };
}

const CHANGES: Readonly<Record<string, Change>> = {
  title: (text) => ({ title: text ?? '' }),
  access_token_lifetime: (text) => ({ accessTokenLifetime: millisecondsIn(text) }),
  password_token_lifetime: (text) => ({ passwordTokenLifetime: millisecondsIn(text) }),
  access_token_format: (text) => ({ accessTokenFormat: oneOf(['jwt', 'opaque'], 'accessTokenFormat', text) }),
  algorithm: (text) => ({ algorithm: oneOf(SIGNING_ALGORITHMS, 'algorithm', text) }),
  require_pkce: (text) => ({ requirePkce: flagIn('requirePkce', text) }),
  sign_up: (text) => ({ signUp: oneOf(['open', 'closed'], 'signUp', text) }),
  allowed_origins: (text) => ({ allowedOrigins: text === null ? null : linesIn('allowedOrigins', text) }),
  password_minimum: (text) => ({ passwordMinimumLength: numberIn(text) }),
  locale: (locale) => ({ locale }),
  branding_name: (name) => ({ branding: { name } }),
  branding_colour: (colour) => ({ branding: { colour } }),
  branding_logo: (logo) => ({ branding: { logo } }),
};

const SOCIAL: readonly string[] = ['social_enabled', 'social_linking', 'social_providers'];

/**
 * What differs from what is in force, and nothing else: a default that was only shown is not written down, so that it can still
 * change for all instances. @throws invalid_input
 */
export function changeIn(form: Parameters, instance: Instance): InstanceChange {
  const [typed, shown] = [typedIn(form), shownSettings(instance)];
  const isChanged = (name: string): boolean => (typed[name] ?? '') !== shown[name];
  const changes = Object.entries(CHANGES).flatMap(([name, change]) =>
    isChanged(name) ? [change(typed[name] ?? null)] : [],
  );
  const branding = Object.assign({}, ...changes.map((change) => change.branding)) as InstanceChange['branding'];
  const social = SOCIAL.some(isChanged) ? { social: socialIn(typed) } : {};
  return { ...(Object.assign({}, ...changes) as InstanceChange), ...social, branding };
}

export function newInstanceIn(form: Parameters): NewInstance {
  return { name: form.get('name') ?? '', title: form.get('title') ?? '' };
}

/** What was typed, with line ends as we write them; never the hidden field that proves the form. */
export function typedIn(form: Parameters): Typed {
  const fields = [...form].filter(([name]) => name !== 'csrf');
  return Object.fromEntries(fields.map(([name, text]) => [name, text.replaceAll('\r\n', '\n').trim()]));
}

function socialIn({ social_enabled, social_linking, social_providers = '' }: Typed): SocialRules | null {
  const enabled = flagIn('social', social_enabled ?? null);
  const linking = flagIn('social', social_linking ?? null);
  const providers = linesIn('social', social_providers);
  const rules = {
    ...(enabled !== null && { enabled }),
    ...(linking !== null && { linking }),
    ...(providers.length > 0 && { providers }),
  };
  return Object.keys(rules).length === 0 ? null : rules;
}

function secondsOf(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : String(milliseconds / 1_000);
}

function wordOf(flag: boolean | undefined): string {
  if (flag === undefined) return '';
  return flag ? 'yes' : 'no';
}

/** `NaN`, which no setting accepts, for what is no number. */
function numberIn(text: string | null): number | null {
  if (text === null) return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : NaN;
}

function millisecondsIn(text: string | null): number | null {
  const seconds = numberIn(text);
  return seconds === null ? null : seconds * 1_000;
}

function flagIn(setting: string, text: string | null): boolean | null {
  return text === null ? null : oneOf(['yes', 'no'], setting, text) === 'yes';
}

/** One a line. */
function linesIn(setting: string, text: string): string[] {
  const lines = text.split(/\s+/).filter((line) => line !== '');
  if (lines.length > MOST_LINES) throw invalidSetting(setting);
  return [...new Set(lines)];
}

function oneOf<const Choice extends string>(choices: readonly Choice[], setting: string, text: string | null): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined) throw invalidSetting(setting);
  return chosen;
}

function invalidSetting(setting: string): Error {
  return invalidInput('the settings of the instance are not valid', { fields: { [setting]: 'is not valid' } });
}
