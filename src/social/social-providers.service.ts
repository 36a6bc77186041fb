import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Settings } from '../platform/index.js';
import { githubProviders } from './providers/github.provider.js';
import { googleProviders } from './providers/google.provider.js';
import { openIdProviders } from './providers/openid.provider.js';
import type { SocialProvider } from './providers/social-provider.js';

/** Each makes the providers of its kind that the settings name. */
const PROVIDERS: readonly ((settings: Settings) => SocialProvider[])[] = [
  githubProviders,
  googleProviders,
  openIdProviders,
];

/** What stands on a button, and where a form with it leads. */
export type OfferedProvider = Pick<SocialProvider, 'name' | 'title' | 'origin'>;

/** By whom people may sign in beside us: what the service has, as far as an instance lets it. */
@Injectable()
export class SocialProviders {
  private readonly providers: readonly SocialProvider[];

  constructor(settings: Settings) {
    this.providers = PROVIDERS.flatMap((make) => make(settings));
  }

  offered(instance: Instance): readonly OfferedProvider[] {
    return this.providers.filter(({ name }) => isAllowed(instance, name));
  }

  /** Absent where it is not configured, or not for this instance: both look the same from outside. */
  find(instance: Instance, name: string): SocialProvider | undefined {
    return isAllowed(instance, name) ? this.providers.find((provider) => provider.name === name) : undefined;
  }
}

function isAllowed({ settings }: Instance, name: string): boolean {
  const { enabled = true, providers } = settings.social ?? {};
  return enabled && (providers === undefined || providers.includes(name));
}
