import type { Client } from '../../apps/index.js';
import type { Catalogue, LocalizedText } from '../../resources/index.js';
import type { User } from '../../users/index.js';
import { type CheckedRequest, offersSignUp } from './authorization-request.js';
import { grantableScope, type OrganizationChoice } from './organization-choices.service.js';
import { mayBeNew } from './organization-picks.service.js';

/** Without it the client would not learn who signed in, which is what it asked for. */
const REQUIRED_SCOPE = 'openid';

export interface RequestedScope {
  readonly name: string;
  readonly description: LocalizedText;
  /** Can not be refused by itself, only with all the rest. */
  readonly required: boolean;
}

/** For which organizations the person may decide. */
export interface OrganizationQuestion {
  /** The one that the app named, or those among which the person chooses. By name. */
  readonly choices: readonly { readonly id: string; readonly name: string; readonly isInstalled: boolean }[];
  readonly isNamed: boolean;
  /** Whether the person may make a new one instead, and how the app would call it. */
  readonly mayBeNew: boolean;
  readonly suggestedName?: string;
  /** Whether the app will act for the organization with this person's name. */
  readonly onBehalf: boolean;
}

/** An authorization request as its person sees it. */
export interface PendingAuthorization {
  readonly requestId: string;
  readonly client: { readonly name: string; readonly vendor: string; readonly description: LocalizedText };
  readonly scopes: readonly RequestedScope[];
  /** Absent where the person is the bearer. */
  readonly organizations?: OrganizationQuestion;
  /** Where the answer goes: the origin, or the scheme of a native app. */
  readonly redirectOrigin: string;
  readonly loginHint?: string;
  /** How the app would call somebody who is new here. */
  readonly suggestedName?: string;
  /** Whether somebody who is new here may make an account on the way. */
  readonly offersSignUp: boolean;
  readonly uiLocales?: string;
  /** Who is signed in at this browser, where that is enough for the request. */
  readonly user?: User;
}

export function describeRequest(subject: {
  readonly requestId: string;
  readonly client: Client;
  readonly request: CheckedRequest;
  readonly catalogue: Catalogue;
  readonly choices: readonly OrganizationChoice[];
  readonly user?: User;
}): PendingAuthorization {
  const { requestId, client, request, choices, user } = subject;
  const { title, vendor, description } = client.app;
  return {
    requestId,
    client: { name: title, vendor, description },
    scopes: describeScopes(subject),
    organizations: questionOf(request, choices),
    redirectOrigin: originOf(request.redirectUri),
    loginHint: request.parameters.get('login_hint'),
    suggestedName: request.parameters.get('person[name]'),
    offersSignUp: offersSignUp(request.parameters),
    uiLocales: request.parameters.get('ui_locales'),
    user,
  };
}

/** What is asked, of whom: enough for the question, wherever the request came in. */
export type AskedRequest = Pick<CheckedRequest, 'bearer' | 'scope' | 'parameters'>;

export function describeScopes(subject: {
  readonly request: AskedRequest;
  readonly choices: readonly OrganizationChoice[];
  readonly catalogue: Catalogue;
}): readonly RequestedScope[] {
  return [...askedScope(subject.request, subject.choices)].map((name) => ({
    name,
    description: subject.catalogue.describe(name),
    required: name === REQUIRED_SCOPE,
  }));
}

// Whoever may not add to what the organization has allowed is not asked to.
function askedScope(request: AskedRequest, choices: readonly OrganizationChoice[]): ReadonlySet<string> {
  const [named] = choices;
  return named && request.bearer.id !== undefined ? grantableScope(request, named) : request.scope;
}

export function questionOf(
  request: AskedRequest,
  choices: readonly OrganizationChoice[],
): OrganizationQuestion | undefined {
  const { bearer, parameters } = request;
  if (bearer.type !== 'organization') return undefined;
  return {
    choices: choices.map(({ organization: { id, name }, installed }) => ({
      id,
      name,
      isInstalled: installed !== undefined,
    })),
    isNamed: bearer.id !== undefined,
    mayBeNew: mayBeNew(request),
    suggestedName: parameters.get('organization[name]'),
    onBehalf: bearer.onBehalfOf ?? false,
  };
}

export function requiredOf(scope: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...scope].filter((name) => name === REQUIRED_SCOPE));
}

function originOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}
