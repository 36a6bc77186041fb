import { invalidScope } from './errors.js';

/** For whom a token is asked: with `onBehalfOf`, for the organization by the person who consents. */
export interface BearerRequest {
  readonly type: 'person' | 'organization';
  /** Absent: the person who consents, or the organization that they pick. */
  readonly id?: string;
  readonly onBehalfOf?: true;
}

export interface BearerScopes {
  readonly bearer: BearerRequest;
  /** Without their bearer, each once, in the order in which they were asked for. */
  readonly names: readonly string[];
}

export type ScopeFault = 'malformed_scope' | 'different_bearer_types' | 'different_bearer_ids';

/** Limits of one `scope` parameter: characters, and distinct elements. */
const MAXIMUM_LENGTH = 8_192;
const MAXIMUM_ELEMENTS = 100;

/** Commas and spaces, mixed and repeated as clients do; no other white space, which only an attack puts there. */
const SEPARATORS = /[, ]+/;

/** `[bearer "."] app "." name "." permission`, anchored at both ends, with canonical ids only. */
const ELEMENT =
  /^(?:(Per|Org|Per>Org)(?:\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?\.)?([a-z][a-z0-9_]{2,63}\.[a-z][a-z0-9_]{2,63}\.(?:rw|r|w))$/;

const BEARERS: Readonly<Record<string, BearerRequest>> = {
  Per: { type: 'person' },
  Org: { type: 'organization' },
  'Per>Org': { type: 'organization', onBehalfOf: true },
};

const EXPLANATION: Readonly<Record<ScopeFault, string>> = {
  malformed_scope: 'an element of the scope is not [bearer.]app.name.(r|w|rw)',
  different_bearer_types: 'all elements of the scope must name the same type of bearer',
  different_bearer_ids: 'all elements of the scope must name the same bearer',
};

interface Element {
  readonly kind: string;
  readonly id: string | undefined;
  readonly name: string;
}

/**
 * Reads a `scope` parameter whose elements may name the bearer, as `Org/<uuid>.directory.organization.r` does; one without a
 * bearer is the person's. Blank text is a person's empty scope. Takes linear time.
 * @throws invalid_scope with a `ScopeFault` as its identifier, also above 8,192 characters or 100 elements
 */
export function parseBearerScopes(text: string): BearerScopes {
  // The length is looked at first, so that the work is bounded whatever is sent.
  if (text.length > MAXIMUM_LENGTH) throw fault('malformed_scope', `${text.length} characters`);
  const parts = new Set(text.split(SEPARATORS).filter((part) => part !== ''));
  if (parts.size > MAXIMUM_ELEMENTS) throw fault('malformed_scope', `${parts.size} elements`);
  const elements = [...parts].map(parseElement);
  const { kind = 'Per', id } = elements[0] ?? {};
  if (elements.some((element) => element.kind !== kind)) throw fault('different_bearer_types', text);
  if (elements.some((element) => element.id !== id)) throw fault('different_bearer_ids', text);
  const names = [...new Set(elements.map(({ name }) => name))];
  return { bearer: { type: 'person', ...BEARERS[kind], ...(id === undefined ? {} : { id }) }, names };
}

function parseElement(text: string): Element {
  const [, kind = 'Per', id, name] = ELEMENT.exec(text) ?? [];
  if (name === undefined) throw fault('malformed_scope', text);
  return { kind, id, name };
}

function fault(identifier: ScopeFault, cause: string): Error {
  return invalidScope(`${identifier}: ${EXPLANATION[identifier]}`, { identifier, cause });
}
