import type { Client } from '../../apps/index.js';
import {
  invalidRequest,
  invalidScope,
  requestNotSupported,
  requestUriNotSupported,
  unauthorizedClient,
  unsupportedResponseType,
} from '../../core/errors.js';
import { assertCodeChallenge } from '../../core/pkce.js';
import { covers } from '../../core/scope.js';
import type { Catalogue, TargetDefaults } from '../../resources/index.js';
import { type AuthorizationRequest, PROMPTS, promptsOf, requestedScope } from './authorization-request.js';
import { isResponseMode } from './response-mode.js';
import { undesiredScope, unpermittedBearer } from './scope-refusals.js';

export interface CheckSubject {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly defaults: TargetDefaults;
  /** Whether confidential clients need PKCE too. */
  readonly requirePkce: boolean;
}

/** Pure; throws the error that goes back to the client. */
export type Check = (request: AuthorizationRequest, subject: CheckSubject) => void;

/** What a request may ask for, at whichever endpoint it is made. */
export type ScopeCheck = (
  request: Pick<AuthorizationRequest, 'parameters'>,
  subject: Omit<CheckSubject, 'requirePkce'>,
) => void;

const LONGEST_NONCE = 512;

/** RFC 6749 §3.1: neither the first nor the last of two values wins. */
const nothingTwice: Check = ({ repeated }) => {
  const [name] = repeated;
  if (name !== undefined) throw invalidRequest('a parameter was sent more than once', { cause: name });
};

/** What this endpoint knows by name; anything else is ignored (RFC 6749 §3.1). */
const OWN_PARAMETERS: ReadonlySet<string> = new Set([
  ...['client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'state', 'nonce', 'resource', 'prompt'],
  ...['code_challenge', 'code_challenge_method', 'max_age', 'id_token_hint', 'login_hint', 'ui_locales'],
]);

/** `scope[x]` is meant as one of ours, and would be for a parser that makes lists and objects: two readings are none. */
const plainNames: Check = ({ parameters }) => {
  const isBracketed = (name: string): boolean => name.includes('[') && OWN_PARAMETERS.has(name.split('[', 1)[0] ?? '');
  const name = [...parameters.keys()].find(isBracketed);
  if (name !== undefined) throw invalidRequest('a parameter was sent as a list or an object', { cause: name });
};

/** OpenID Connect Core §6: what is not supported must not be ignored, for it would have changed the request. */
const noRequestObject: Check = ({ parameters }) => {
  if (parameters.has('request')) throw requestNotSupported('request objects are not supported');
  if (parameters.has('request_uri')) throw requestUriNotSupported('request objects are not supported');
};

/** OAuth 2.1 §4.1.1: tokens never travel through the browser. */
const codeOnly: Check = ({ parameters }) => {
  const type = parameters.get('response_type');
  if (type === undefined) throw invalidRequest('response_type is missing');
  if (type !== 'code') throw unsupportedResponseType('the only response_type is code');
};

const grantAllowed: Check = (_, { client }) => {
  if (!client.grantTypes.has('authorization_code')) throw unauthorizedClient('the client may not use this flow');
};

const knownResponseMode: Check = ({ parameters }) => {
  const mode = parameters.get('response_mode');
  if (mode !== undefined && !isResponseMode(mode)) throw invalidRequest('this response_mode is not offered');
};

/** RFC 9700 §2.1.1 */
const soundPkce: Check = ({ parameters }, { client, requirePkce }) => {
  const challenge = parameters.get('code_challenge');
  assertCodeChallenge(challenge, parameters.get('code_challenge_method'));
  if (challenge !== undefined) return;
  if (client.isPublic || client.requirePkce || requirePkce) {
    throw invalidRequest('this client must use PKCE: code_challenge is missing (RFC 7636)');
  }
};

/** OpenID Connect Core §3.1.2.1: `none` beside another value contradicts itself. */
const consistentPrompt: Check = ({ parameters }) => {
  const prompt = promptsOf(parameters);
  const known: readonly string[] = PROMPTS;
  if (![...prompt].every((value) => known.includes(value))) throw invalidRequest('this prompt is not offered');
  if (prompt.has('none') && prompt.size > 1) throw invalidRequest('prompt=none stands alone');
};

const saneMaxAge: Check = ({ parameters }) => {
  const maxAge = parameters.get('max_age');
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) throw invalidRequest('max_age is a number of seconds');
};

const storableNonce: Check = ({ parameters }) => {
  if ((parameters.get('nonce')?.length ?? 0) > LONGEST_NONCE) throw invalidRequest('the nonce is longer than 512');
};

const allowedScope: ScopeCheck = ({ parameters }, subject) => {
  const { bearer, scope } = requestedScope(parameters, subject);
  if (!covers(subject.client.app.scope, scope)) throw undesiredScope();
  // Who signs in decides who the person is, never the request.
  if (bearer.type === 'person' && bearer.id !== undefined) throw unpermittedBearer();
  if (bearer.type === 'organization' && scope.size === 0) throw invalidScope('nothing is asked of the organization');
  subject.catalogue.assertAvailable(scope, bearer.type);
};

/** RFC 8707 §2 */
const coveredResource: ScopeCheck = ({ parameters }, subject) => {
  const resources = parameters.get('resource')?.split(' ') ?? [];
  subject.catalogue.target(requestedScope(parameters, subject).scope, subject.defaults, resources);
};

/** Those that a device's request passes as well (RFC 8628 §3.1). */
export const SCOPE_CHECKS: readonly ScopeCheck[] = [allowedScope, coveredResource];

/** In this order: the first refusal is the answer. */
export const CHECKS: readonly Check[] = [
  nothingTwice,
  plainNames,
  noRequestObject,
  codeOnly,
  knownResponseMode,
  grantAllowed,
  soundPkce,
  consistentPrompt,
  saneMaxAge,
  storableNonce,
  ...SCOPE_CHECKS,
];
