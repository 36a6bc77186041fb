import type { AppChange, NewAppClient, VendorAppInput } from '../../apps/index.js';
import { invalidInput } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import type { LocalizedText, ScopeRegistration } from '../../resources/index.js';
import type { Typed } from './developer-views.js';

const MOST_URIS = 50;
const LONGEST_CLIENT_NAME = 100;

/** A new app as its form says. */
export function newAppOf(form: Parameters): VendorAppInput {
  return {
    name: form.get('name') ?? '',
    title: form.get('title'),
    kind: form.get('kind') === 'private' ? 'private' : 'public',
    redirectUris: urisIn(form, 'redirect_uris'),
    isPublic: form.get('client') === 'public',
    scope: [],
  };
}

/** The form shows all of the details, so what it leaves empty is cleared. */
export function changeOf(form: Parameters): AppChange {
  return {
    title: form.get('title') ?? '',
    description: textOf(form),
    logoUrl: form.get('logo_url') ?? null,
    entryPoint: form.get('entry_point') ?? null,
    ...(form.get('kind') === 'public' && { kind: 'public' }),
  };
}

/** @throws invalid_input */
export function newClientOf(form: Parameters): NewAppClient {
  const isPublic = form.get('client') === 'public';
  return { ...clientChangeOf(form), isPublic };
}

/** @throws invalid_input */
export function clientChangeOf(form: Parameters): Omit<NewAppClient, 'isPublic'> {
  const name = form.get('client_name') ?? '';
  if (name.length > LONGEST_CLIENT_NAME) {
    throw invalidInput('this name can not be used', { fields: { clientName: 'up to 100 characters' } });
  }
  return {
    name,
    redirectUris: urisIn(form, 'redirect_uris'),
    postLogoutRedirectUris: urisIn(form, 'post_logout_redirect_uris'),
  };
}

/** @throws invalid_input */
export function registrationOf(form: Parameters, appName: string): ScopeRegistration {
  const bearers = (['person', 'organization'] as const).filter((bearer) => form.has(bearer));
  if (bearers.length === 0) throw invalidInput('nobody can grant it', { fields: { bearers: 'at least one' } });
  const name = `${appName}.${form.get('scope_name') ?? ''}.${form.get('access') ?? ''}`;
  return { scope: { name, description: textOf(form), bearers }, audience: form.get('audience') };
}

/** What was typed, to be shown again; never the hidden field that proves the form. */
export function typedIn(form: Parameters): Typed {
  return Object.fromEntries([...form].filter(([name]) => name !== 'csrf'));
}

function textOf(form: Parameters): LocalizedText {
  return { en: form.get('description_en') ?? '', de: form.get('description_de') };
}

/** One a line. @throws invalid_input */
function urisIn(form: Parameters, field: string): string[] {
  const uris = (form.get(field) ?? '').split(/\s+/).filter((uri) => uri !== '');
  if (uris.length > MOST_URIS) throw invalidInput('too many', { fields: { redirectUris: `at most ${MOST_URIS}` } });
  return [...new Set(uris)];
}
