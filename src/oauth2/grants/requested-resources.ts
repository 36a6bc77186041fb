import { invalidTarget } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';

/** RFC 8707 §2: the audiences that the access token of this request is for; none where the client leaves it to the scope. */
export function requestedResources(parameters: Parameters): readonly string[] {
  return parameters.get('resource')?.split(' ') ?? [];
}

/** RFC 8707 §2.2: a token request may choose among the resources of its grant, never add one. @throws invalid_target */
export function narrowResources(granted: readonly string[], requested: readonly string[]): readonly string[] {
  if (requested.length === 0) return granted;
  if (granted.length > 0 && !requested.every((resource) => granted.includes(resource))) {
    throw invalidTarget('the resource is not one of those that were granted');
  }
  return requested;
}
