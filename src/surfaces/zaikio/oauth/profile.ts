import { type Profile, standard } from '../../../core/profile.js';

const minute = 60_000;
const day = 24 * 60 * minute;

/** `/oauth` for the default instance, as Zaikio's clients know it: lifetimes of the seed, tokens that its readers verify. */
export const zaikio: Profile = {
  ...standard,
  name: 'zaikio',
  tokenPath: '/oauth/access_token',
  accessTokenLifetime: 60 * minute,
  refresh: { idleLifetime: 7 * day, absoluteLifetime: 365 * day, onNarrowedRight: 'refuse' },
  clientCredentials: { actsForItself: false, givesRefreshToken: true },
  accessTokenClaims: 'directory',
  allowsTwoCredentialChannels: true,
  acceptsJsonBody: true,
  requiresRedirectUriAtExchange: false,
};
