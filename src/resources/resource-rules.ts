import { invalidInput } from '../core/errors.js';
import { isPrintableName } from '../core/text.js';
import { LONGEST_TOKEN_LIFETIME, SIGNING_ALGORITHMS } from '../instances/index.js';
import { OPENID_SCOPES } from './catalogue.js';
import type { ResourceServer, ScopeDefinition } from './resource.store.js';

const SCOPE_NAME = /^[a-z][a-z0-9_]{2,63}\.[a-z][a-z0-9_]{2,63}\.(?:r|w|rw)$/;
/** What an operator may call a scope besides, because an API is known by it: a word of its own. */
const PLAIN_NAME = /^(?!address$|phone$)[a-z][a-z0-9_]{2,63}$/;
const SERVER_NAME = /^[a-z][a-z0-9_]{2,63}$/;
/** RFC 8707 §2: an absolute URI without a fragment. No spaces, for several are sent as one text. */
const AUDIENCE = /^[\x21\x22\x24-\x7e]{1,512}$/;
/** What a vendor may choose: one way of writing it, so that no two look alike. Nothing escaped, no query, no user. */
const VENDOR_AUDIENCE = /^https:\/\/[a-z0-9.-]+(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~-]*)*$/;

export type NewResourceServer = Pick<ResourceServer, 'instanceId' | 'name' | 'title' | 'audience'> &
  Partial<Pick<ResourceServer, 'tokenFormat' | 'algorithm' | 'accessTokenLifetime'>>;

export type NewScope = Pick<ScopeDefinition, 'name' | 'description'> & Partial<Pick<ScopeDefinition, 'bearers'>>;

/** Can it be the first part of a scope's name? */
export function isServerName(name: string): boolean {
  return SERVER_NAME.test(name);
}

/** @throws invalid_input */
export function assertSoundServer({
  name,
  title,
  audience,
  algorithm = 'ES256',
  accessTokenLifetime: lifetime = 1,
}: NewResourceServer): void {
  if (!isServerName(name)) throw invalidInput(`'${name}' is not a name for a resource server`);
  if (!isPrintableName(title)) throw invalidInput('a title is 1 to 200 printable characters');
  if (!AUDIENCE.test(audience) || !URL.canParse(audience)) throw invalidInput(`'${audience}' is not an absolute URI`);
  if (!SIGNING_ALGORITHMS.includes(algorithm)) throw invalidInput(`'${algorithm}' is not offered for signing`);
  // Keys and revocations are kept for so long, and no longer.
  if (!Number.isSafeInteger(lifetime) || lifetime < 1 || lifetime > LONGEST_TOKEN_LIFETIME) {
    throw invalidInput(`an access token lives at most ${LONGEST_TOKEN_LIFETIME} ms`);
  }
}

/** Names are `app.name.r`, `.w` or `.rw`, the first part being the server's own; people read the sentences. @throws invalid_input */
export function assertSoundScope(server: string, { name, description: { en, de } }: NewScope): void {
  if (!SCOPE_NAME.test(name) || !name.startsWith(`${server}.`) || OPENID_SCOPES.has(name)) {
    const fields = { name: `${server}.<name>.(r|w|rw), the name of a-z, 0-9 and _, 3 to 64 long` };
    throw invalidInput(`'${name}' is not a scope of ${server}: ${server}.<name>.(r|w|rw)`, { fields });
  }
  if (isPrintableName(en) && (de === undefined || isPrintableName(de))) return;
  const fields = { description: '1 to 200 printable characters in each language' };
  throw invalidInput(`what '${name}' allows is said in 1 to 200 printable characters`, { fields });
}

/** `assertSoundScope` for an operator, who may use plain words too, such as `read`. @throws invalid_input */
export function assertOperatorScope(server: string, scope: NewScope): void {
  const isPlain = PLAIN_NAME.test(scope.name) && !OPENID_SCOPES.has(scope.name);
  assertSoundScope(server, isPlain ? { ...scope, name: `${server}.${scope.name}.r` } : scope);
}

/** @throws invalid_input for anything but a plain https URL in its normal form, on another origin than the service's own */
export function assertVendorAudience(audience: string, ownOrigin: string): void {
  const url = URL.canParse(audience) ? new URL(audience) : undefined;
  const isNormal = url?.href === audience || url?.href === `${audience}/`;
  const isSound = audience.length <= 512 && VENDOR_AUDIENCE.test(audience) && isNormal && url.origin !== ownOrigin;
  if (isSound) return;
  const fields = {
    audience: 'an https URL in its normal form, without query or fragment, and not one of this service',
  };
  throw invalidInput('this can not be the audience of an API', { fields });
}

/** Two spellings that an API or a person might take for one. */
export function isSameAudience(one: string, other: string): boolean {
  return withoutSlash(one) === withoutSlash(other);
}

function withoutSlash(audience: string): string {
  const text = URL.canParse(audience) ? new URL(audience).href : audience;
  return text.replace(/\/+$/, '');
}
