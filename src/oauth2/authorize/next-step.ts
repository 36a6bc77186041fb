import type { Client } from '../../apps/index.js';
import type { Consent } from '../../consents/index.js';
import { covers } from '../../core/scope.js';
import type { Session } from '../../sessions/index.js';
import type { AuthError } from '../../core/errors.js';
import type { CheckedRequest } from './authorization-request.js';
import type { OrganizationChoice } from './organization-choices.service.js';
import { unpermittedBearer } from './scope-refusals.js';

export interface Situation {
  readonly request: CheckedRequest;
  readonly client: Client;
  readonly session?: Session;
  /** What the person has allowed the app so far. */
  readonly consent?: Consent;
  /** For which organizations the person may decide, where it is about one. */
  readonly choices: readonly OrganizationChoice[];
  /** Whom the client expects to be signed in (`id_token_hint`). */
  readonly expectedUserId?: string;
  /** Milliseconds: when the request came, if the person has been busy with it since. */
  readonly startedAt?: number;
  /** The request was posted by another site: it may start something, but not finish it unseen. */
  readonly isForeignPost: boolean;
  /** Milliseconds. */
  readonly now: number;
}

export type Step = 'sign-in' | 'consent' | 'respond';

/** Whoever is signed in already is not enough for these. */
const FRESH_SIGN_IN = ['login', 'select_account', 'create'] as const;

/** What stands between an authorization request and its code (OpenID Connect Core §3.1.2.3, §3.1.2.4). */
export function nextStep(situation: Situation): Step {
  if (needsSignIn(situation)) return 'sign-in';
  return needsConsent(situation) ? 'consent' : 'respond';
}

/** What no page of ours can help: the person who is signed in may not decide for the organization that is asked for. */
export function refusalOf({
  request: { bearer },
  choices,
}: Pick<Situation, 'choices'> & { readonly request: Pick<CheckedRequest, 'bearer'> }): AuthError | undefined {
  const isPossible = bearer.type !== 'organization' || choices.length > 0;
  // Whoever may pick may also make one.
  return isPossible || (bearer.id === undefined && !bearer.onBehalfOf) ? undefined : unpermittedBearer();
}

function needsSignIn({ request, session, expectedUserId, startedAt, now }: Situation): boolean {
  if (!session) return true;
  if (expectedUserId !== undefined && expectedUserId !== session.userId) return true;
  // Whoever signed in because of this very request has done what prompt and max_age ask for.
  if (startedAt !== undefined && session.authenticatedAt >= startedAt) return false;
  if (FRESH_SIGN_IN.some((prompt) => request.prompt.has(prompt))) return true;
  return request.maxAge !== undefined && now - session.authenticatedAt > request.maxAge;
}

function needsConsent(situation: Situation): boolean {
  const { request, client, consent, isForeignPost } = situation;
  if (request.bearer.type === 'organization') return needsDecision(situation) || needsToBeSeen(situation);
  if (client.app.firstParty) return false;
  if (!consent || !covers(consent.scope, request.scope)) return true;
  return needsToBeSeen({ request, client, isForeignPost });
}

/** Only an organization that is named, and has allowed it all, needs nobody to decide. */
function needsDecision({ request: { bearer, scope }, client, choices: [choice] }: Situation): boolean {
  if (bearer.id === undefined || !choice?.installed) return true;
  if (bearer.onBehalfOf) return !client.app.firstParty;
  return !covers(choice.installed, scope);
}

function needsToBeSeen({
  request,
  client,
  isForeignPost,
}: Pick<Situation, 'request' | 'client' | 'isForeignPost'>): boolean {
  return request.prompt.has('consent') || isForeignPost || couldBeImpersonated(client, request.redirectUri);
}

// Any program on the device can listen there, and nothing proves which one asks (OAuth 2.1 §7.3).
function couldBeImpersonated(client: Client, redirectUri: string): boolean {
  return client.isPublic && !redirectUri.startsWith('https://');
}
