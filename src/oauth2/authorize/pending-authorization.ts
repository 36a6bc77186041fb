import type { Client } from '../../apps/index.js';
import type { Catalogue, LocalizedText } from '../../resources/index.js';
import type { User } from '../../users/index.js';
import type { CheckedRequest } from './authorization-request.js';

/** Without it the client would not learn who signed in, which is what it asked for. */
const REQUIRED_SCOPE = 'openid';

export interface RequestedScope {
  readonly name: string;
  readonly description: LocalizedText;
  /** Can not be refused by itself, only with all the rest. */
  readonly required: boolean;
}

/** An authorization request as its person sees it. */
export interface PendingAuthorization {
  readonly requestId: string;
  readonly client: { readonly name: string; readonly vendor: string; readonly description: LocalizedText };
  readonly scopes: readonly RequestedScope[];
  /** Where the answer goes: the origin, or the scheme of a native app. */
  readonly redirectOrigin: string;
  readonly loginHint?: string;
  readonly uiLocales?: string;
  /** Who is signed in at this browser, where that is enough for the request. */
  readonly user?: User;
}

export function describeRequest(subject: {
  readonly requestId: string;
  readonly client: Client;
  readonly request: CheckedRequest;
  readonly catalogue: Catalogue;
  readonly user?: User;
}): PendingAuthorization {
  const { requestId, client, request, catalogue, user } = subject;
  const { title, vendor, description } = client.app;
  return {
    requestId,
    client: { name: title, vendor, description },
    scopes: [...request.scope].map((name) => ({
      name,
      description: catalogue.describe(name),
      required: name === REQUIRED_SCOPE,
    })),
    redirectOrigin: originOf(request.redirectUri),
    loginHint: request.parameters.get('login_hint'),
    uiLocales: request.parameters.get('ui_locales'),
    user,
  };
}

export function requiredOf(scope: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...scope].filter((name) => name === REQUIRED_SCOPE));
}

function originOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}
