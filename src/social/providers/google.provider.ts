import type { Settings } from '../../platform/index.js';
import { OpenIdProvider } from './openid.provider.js';
import type { SocialProvider } from './social-provider.js';

const SCOPES = ['openid', 'profile', 'email'];

/** Google, which is an OpenID provider like any other. */
export function googleProviders({ googleClientId, googleClientSecret, googleIssuer }: Settings): SocialProvider[] {
  if (googleClientId === undefined || googleClientSecret === undefined) return [];
  const client = { clientId: googleClientId, clientSecret: googleClientSecret };
  return [new OpenIdProvider({ name: 'google', title: 'Google', issuer: googleIssuer, ...client, scopes: SCOPES })];
}
