import type { Client } from '../../apps/index.js';
import type { Consent } from '../../consents/index.js';
import { covers } from '../../core/scope.js';
import type { Session } from '../../sessions/index.js';
import type { CheckedRequest } from './authorization-request.js';

export interface Situation {
  readonly request: CheckedRequest;
  readonly client: Client;
  readonly session?: Session;
  /** What the person has allowed the app so far. */
  readonly consent?: Consent;
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

/** What stands between an authorization request and its code (OpenID Connect Core §3.1.2.3, §3.1.2.4). */
export function nextStep(situation: Situation): Step {
  if (needsSignIn(situation)) return 'sign-in';
  return needsConsent(situation) ? 'consent' : 'respond';
}

function needsSignIn({ request, session, expectedUserId, startedAt, now }: Situation): boolean {
  if (!session) return true;
  if (expectedUserId !== undefined && expectedUserId !== session.userId) return true;
  // Whoever signed in because of this very request has done what prompt and max_age ask for.
  if (startedAt !== undefined && session.authenticatedAt >= startedAt) return false;
  if (request.prompt.has('login') || request.prompt.has('select_account')) return true;
  return request.maxAge !== undefined && now - session.authenticatedAt > request.maxAge;
}

function needsConsent({ request, client, consent, isForeignPost }: Situation): boolean {
  if (client.app.firstParty) return false;
  if (!consent || !covers(consent.scope, request.scope)) return true;
  return request.prompt.has('consent') || isForeignPost || couldBeImpersonated(client, request.redirectUri);
}

// Any program on the device can listen there, and nothing proves which one asks (OAuth 2.1 §7.3).
function couldBeImpersonated(client: Client, redirectUri: string): boolean {
  return client.isPublic && !redirectUri.startsWith('https://');
}
