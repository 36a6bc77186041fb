import type { Settings } from '../../platform/index.js';
import { githubProviders } from './github.provider.js';
import { googleProviders } from './google.provider.js';
import { openIdProviders } from './openid.provider.js';
import type { SocialProvider } from './social-provider.js';

/** Each makes the providers of its kind that the settings name. */
const PROVIDERS: readonly ((settings: Settings) => SocialProvider[])[] = [
  githubProviders,
  googleProviders,
  openIdProviders,
];

export function configuredProviders(settings: Settings): SocialProvider[] {
  return PROVIDERS.flatMap((make) => make(settings));
}
