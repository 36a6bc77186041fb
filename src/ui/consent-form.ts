import { AuthError, invalidRequest } from '../core/errors.js';
import type { Parameters } from '../core/parameters.js';
import { parseScope } from '../core/scope.js';
import type { ConsentDecision, PickedOrganization } from '../oauth2/index.js';

/** Value of the field `organization` for one that is to be made. */
const NEW_ORGANIZATION = 'new';

/** What a person has decided. @throws invalid_request */
export function decisionOf(form: Parameters): ConsentDecision {
  const decision = form.get('decision');
  if (decision !== 'allow' && decision !== 'deny') throw invalidRequest('the decision must be allow or deny');
  return { decision, scopes: parseScope(form.get('scope')), organization: pickOf(form) };
}

/** What was typed or picked, for the form that is shown again. */
export function pickedIn(form: Parameters): { readonly organization?: string; readonly name?: string } {
  return { organization: form.get('organization'), name: form.get('organization_name') };
}

/** Its name may be taken, or no name: then the person chooses another, and the request goes on. */
export function isAboutNewOrganization({ organization }: ConsentDecision, thrown: unknown): boolean {
  const isNew = organization !== undefined && 'new' in organization;
  return isNew && thrown instanceof AuthError && ['conflict', 'invalid_input'].includes(thrown.code);
}

function pickOf(form: Parameters): PickedOrganization | undefined {
  const id = form.get('organization');
  if (id === undefined) return undefined;
  return id === NEW_ORGANIZATION ? { new: { name: form.get('organization_name') ?? '' } } : { id };
}
