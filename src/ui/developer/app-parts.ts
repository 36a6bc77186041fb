import type { App, ManagedClient } from '../../apps/index.js';
import { type AppApi, type Catalogue, OPENID_SCOPES, type ScopeDefinition } from '../../resources/index.js';
import { dateOf } from '../moments.js';
import type { Reader } from '../organizations/person-pages.service.js';
import type { Locale } from '../texts/texts.js';
import type { ClientView, DesiredScopeView, OfferedScopeView, Typed } from './developer-views.js';

/** Scopes that are suggested, in their page. */
const MOST_SUGGESTED = 500;

interface Offers {
  readonly api: AppApi;
  readonly catalogue: Catalogue;
  readonly locale: Locale;
}

/** By the names of the fields. */
export function detailsOf({ title, description, logoUrl = '', entryPoint = '' }: App): Typed {
  return {
    title,
    description_en: description.en,
    description_de: description.de ?? '',
    logo_url: logoUrl,
    entry_point: entryPoint,
  };
}

export function clientView(client: ManagedClient, path: string, { moments }: Reader): ClientView {
  const { id, name, isPublic, status, redirectUris, postLogoutRedirectUris } = client;
  const own = `${path}/clients/${encodeURIComponent(id)}`;
  const current = client.secrets.filter(({ expiresAt = Infinity }) => expiresAt > moments.now);
  return {
    ...{ id, name, isPublic, redirectUris, postLogoutRedirectUris },
    disabled: status === 'disabled',
    secrets: current.map(({ hint, createdAt, expiresAt }) => ({
      hint,
      created: dateOf(createdAt, moments),
      expires: expiresAt === undefined ? undefined : dateOf(expiresAt, moments),
    })),
    updateAction: own,
    rotateAction: `${own}/rotate`,
    disableAction: `${own}/remove`,
  };
}

export function desiredView(name: string, catalogue: Catalogue, locale: Locale): DesiredScopeView {
  const { en, de } = catalogue.describe(name);
  const bearers = ['person', 'organization', 'client'] as const;
  const gone = bearers.every((bearer) => catalogue.available(new Set([name]), bearer).size === 0);
  return { name, sentence: (locale === 'de' && de) || en, always: OPENID_SCOPES.has(name), gone };
}

export function offeredView({ name, description, bearers }: ScopeDefinition): OfferedScopeView {
  const { en, de = '' } = description;
  return {
    ...{ name, en, de },
    forPeople: bearers.includes('person'),
    forOrganizations: bearers.includes('organization'),
  };
}

/** What it does not ask for yet; its own too, which nobody else finds while it is private. */
export function suggestionsFor(
  { scope }: App,
  { api, catalogue, locale }: Offers,
): { name: string; sentence: string }[] {
  const found = [...api.scopes, ...catalogue.search('', MOST_SUGGESTED)];
  const suggested = new Map(found.map(({ name, description }) => [name, description[locale] ?? description.en]));
  scope.forEach((name) => suggested.delete(name));
  return [...suggested].map(([name, sentence]) => ({ name, sentence }));
}
