import type { ReadParameters } from '../../../core/parameters.js';
import { spacedScope } from './scope-words.js';

/** Prompts that are handed on; any other word is ignored, as the surface ignores what it does not know. */
const PROMPTS: Readonly<Record<string, string>> = {
  ...{ none: 'none', login: 'login', consent: 'consent', select_account: 'select_account' },
  ...{ signup: 'create', create: 'create' },
};

/** What is said here in other words than the standard's. */
const OWN_WORDS = ['login', 'lang', 'force_login', 'show_signup', 'prompt', 'person[first_name]', 'person[email]'];

/** Groups of parameters that may be lists, of which only what has a meaning is read. */
const IS_GROUPED = /^(?:organization|person)\[/;

/**
 * The query of the standard authorization endpoint that asks for the same. What was sent twice stays twice, so that it is
 * refused there, where it is known whether the app may hear of it.
 */
export function standardQuery({ parameters, repeated }: ReadParameters, redirectUri: string): string {
  const query = new URLSearchParams(Object.entries(translated(parameters)));
  const others = [...parameters].filter(([name]) => !query.has(name) && !OWN_WORDS.includes(name));
  for (const [name, value] of others) query.append(name, value);
  query.set('redirect_uri', redirectUri);
  for (const name of [...repeated].filter((one) => !IS_GROUPED.test(one))) {
    query.append(name, '');
    query.append(name, '');
  }
  return query.toString();
}

function translated(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const value = (name: string): string | undefined => parameters.get(name);
  const name = [value('person[first_name]'), value('person[name]')].filter((part) => part !== undefined).join(' ');
  const scope = value('scope');
  const found = {
    response_type: value('response_type') ?? 'code',
    scope: scope === undefined ? undefined : spacedScope(scope),
    login_hint: value('login') ?? value('login_hint') ?? value('person[email]'),
    ui_locales: value('lang') ?? value('ui_locales'),
    prompt: promptOf(parameters),
    'person[name]': name,
  };
  const present = Object.entries(found).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(present);
}

function promptOf(parameters: ReadonlyMap<string, string>): string {
  const words = parameters.get('prompt')?.split(/[, ]/) ?? [];
  const known = words.flatMap((word) => (Object.hasOwn(PROMPTS, word) ? (PROMPTS[word] ?? []) : []));
  if (isSet(parameters.get('force_login'))) known.push('login');
  if (isSet(parameters.get('show_signup'))) known.push('create');
  return [...new Set(known)].join(' ');
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'false' && value !== '0';
}
