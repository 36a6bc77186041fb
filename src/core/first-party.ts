import type { ClientId } from './ids.js';
import { SECRET_PREFIX } from './secret-format.js';

/**
 * What stands for the client in a token that no client asked for: we gave it to the person, for the product's own front end. The
 * ids of clients that are made are random, so that none is called so.
 */
export const FIRST_PARTY_CLIENT = 'first-party' as ClientId;

/** A name of an instance, which never has an underscore, and 32 bytes in base64url. */
const REFRESH_TOKEN = /^rt_([a-z][a-z0-9-]{1,62})_[A-Za-z0-9_-]{43}$/;

/**
 * The refresh token that the cookie holds. It names its instance: instances share an origin, and a browser sends the cookie of
 * path `/` to the paths of all of them.
 */
export function firstPartyRefreshToken(instance: string, secret: string): string {
  return `${SECRET_PREFIX.refreshToken}${instance}_${secret}`;
}

/** For which instance a text of that form is; `undefined` for any other text. */
export function instanceOfRefreshToken(text: string): string | undefined {
  return REFRESH_TOKEN.exec(text)?.[1];
}
