import { invalidScope } from '../../core/errors.js';

export function undesiredScope(): Error {
  const identifier = 'scope_is_not_included_in_desired_scopes';
  return invalidScope(`${identifier}: the scope is wider than what the app may ask for`, { identifier });
}

/** One refusal for an organization in which the person may not decide, and for one that does not exist (D7). */
export function unpermittedBearer(): ReturnType<typeof invalidScope> {
  const identifier = 'unpermitted_bearer_id';
  return invalidScope(`${identifier}: this person may not decide for the bearer that the scope names`, { identifier });
}
