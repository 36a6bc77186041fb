import type { ErrorCode } from '../core/errors.js';
import { forbidden } from '../core/errors.js';
import type { UserId } from '../core/ids.js';
import { IN_PERSON, type Principal, type Requirement } from '../core/principal.js';
import type { ApiKeyOwner } from './api-key.js';

/** Who manages keys: a person who is there. Never a key, and never an app in a person's name. */
export const KEY_MANAGER: Requirement = { bearer: 'person', credential: IN_PERSON };

/** How each route of a person's own keys may refuse. */
export const OWN_KEY_REFUSALS: readonly ErrorCode[] = [
  ...(['credentials_required', 'invalid_session', 'invalid_token', 'invalid_api_key', 'forbidden'] as const),
  ...(['unknown_instance', 'rate_limited', 'temporarily_unavailable'] as const),
];

/** And one that changes something. */
export const OWN_KEY_CHANGE_REFUSALS: readonly ErrorCode[] = [
  ...(['invalid_input', 'invalid_request', 'csrf_failed', 'payload_too_large', 'unsupported_media_type'] as const),
  ...OWN_KEY_REFUSALS,
];

export interface PersonalKeys {
  readonly owner: ApiKeyOwner;
  readonly by: UserId;
}

/** The caller's own keys. */
export function personalKeysOf({ instanceId, bearer }: Principal): PersonalKeys {
  if (bearer.type !== 'person') throw forbidden('this is not accessible to this kind of bearer');
  const id = bearer.id as UserId;
  return { owner: { type: 'person', instanceId, id }, by: id };
}
