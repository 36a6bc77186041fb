import type { Client } from '../../apps/index.js';
import { AuthError, invalidRequest } from '../../core/errors.js';
import type { Parameters, ReadParameters } from '../../core/parameters.js';
import { matchesRedirectUri } from '../../core/redirect-uri.js';
import type { BearerRequest } from '../../core/bearer-scope.js';
import type { Scope } from '../../core/scope.js';
import { readScopeRequest } from '../../core/scope-request.js';
import type { Catalogue } from '../../resources/index.js';
import { isResponseMode, type ResponseMode } from './response-mode.js';

/** OpenID Connect Core §3.1.2.1; `create` is of Initiating User Registration via OpenID Connect §4.1. */
export const PROMPTS = ['none', 'login', 'consent', 'select_account', 'create'] as const;
export type Prompt = (typeof PROMPTS)[number];

/** An authorization request whose client and redirect URI are certain; everything else is still to be checked. */
export interface AuthorizationRequest {
  readonly parameters: Parameters;
  readonly repeated: ReadonlySet<string>;
  readonly redirectUri: string;
  readonly redirectUriSent: boolean;
  readonly responseMode: ResponseMode;
}

/** What the checks have made sure of. */
export interface CheckedRequest extends AuthorizationRequest {
  /** For whom the tokens shall be. */
  readonly bearer: BearerRequest;
  readonly scope: Scope;
  readonly resources: readonly string[];
  readonly prompt: ReadonlySet<string>;
  /** Milliseconds. */
  readonly maxAge?: number;
}

/** Before these two are certain nobody may be redirected (RFC 6749 §4.1.2.1). */
const ANCHORING = ['client_id', 'redirect_uri'];

/** @throws invalid_request, to be shown here and never sent anywhere. */
export function requestedClientId({ parameters, repeated }: ReadParameters): string {
  const twice = ANCHORING.find((name) => repeated.has(name));
  if (twice) throw invalidRequest(`${twice} was sent more than once`);
  const id = parameters.get('client_id');
  if (id === undefined) throw invalidRequest('client_id is missing');
  return id;
}

/** @throws invalid_redirect_uri, to be shown here and never sent anywhere (RFC 9700 §4.1). */
export function locate({ parameters, repeated }: ReadParameters, client: Client): AuthorizationRequest {
  const sent = parameters.get('redirect_uri');
  const mode = parameters.get('response_mode') ?? 'query';
  return {
    parameters,
    repeated,
    redirectUri: sent === undefined ? onlyRedirectUri(client) : registeredRedirectUri(client, sent),
    redirectUriSent: sent !== undefined,
    responseMode: isResponseMode(mode) ? mode : 'query',
  };
}

/** Against which a scope is read: what the app may ask for, and what there is. */
export interface ScopeContext {
  readonly client: Client;
  readonly catalogue: Catalogue;
}

/** What the checked texts mean. */
export function interpret(request: AuthorizationRequest, context: ScopeContext): CheckedRequest {
  const { parameters } = request;
  const maxAge = parameters.get('max_age');
  return {
    ...request,
    ...requestedScope(parameters, context),
    resources: parameters.get('resource')?.split(' ') ?? [],
    prompt: promptsOf(parameters),
    maxAge: maxAge === undefined ? undefined : Number(maxAge) * 1000,
  };
}

/** Without a scope, all that the app may ask of a person (RFC 6749 §3.3). @throws invalid_scope where it is malformed */
export function requestedScope(
  parameters: Parameters,
  { client, catalogue }: ScopeContext,
): { readonly bearer: BearerRequest; readonly scope: Scope } {
  const { bearer = { type: 'person' }, scope } = readScopeRequest(parameters.get('scope'));
  // What concerns the person alone is nothing to act with for an organization; its clients ask for it all the same.
  if (bearer.onBehalfOf) return { bearer, scope: catalogue.available(scope, 'organization') };
  if (scope.size > 0) return { bearer, scope };
  const all = [...catalogue.available(client.app.scope, 'person')];
  return { bearer, scope: new Set(all.filter((name) => name !== 'offline_access')) };
}

export function promptsOf(parameters: Parameters): ReadonlySet<string> {
  return new Set(parameters.get('prompt')?.split(' '));
}

/** An app may want only people who have an account. */
export function offersSignUp(parameters: Parameters): boolean {
  return parameters.get('signup') !== 'false';
}

function onlyRedirectUri({ redirectUris: [first, second] }: Client): string {
  if (first === undefined || second !== undefined) {
    throw new AuthError('invalid_redirect_uri', 'redirect_uri is missing, and the app has not exactly one');
  }
  return first;
}

function registeredRedirectUri({ redirectUris }: Client, sent: string): string {
  if (redirectUris.some((registered) => matchesRedirectUri(registered, sent))) return sent;
  throw new AuthError('invalid_redirect_uri', 'the redirect_uri is not one that the app has registered');
}
