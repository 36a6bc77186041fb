import type { Instance } from '../instances/index.js';
import type { Settings } from '../platform/index.js';
import type { SocialProvider } from './providers/social-provider.js';

/** What stands on a button, and where a form with it leads. */
export type OfferedProvider = Pick<SocialProvider, 'name' | 'title' | 'origin'>;

/** By whom people may sign in beside us: what the service has, as far as an instance lets it. */
export class SocialProviders {
  private constructor(private readonly providers: readonly SocialProvider[]) {}

  /** What speaks to them is loaded where there is one: it would cost every other start 25 ms and 9 MB. */
  static async of(settings: Settings): Promise<SocialProviders> {
    if (!isAnyConfigured(settings)) return new SocialProviders([]);
    const { configuredProviders } = await import('./providers/configured.js');
    return new SocialProviders(configuredProviders(settings));
  }

  offered(instance: Instance): readonly OfferedProvider[] {
    return this.providers.filter(({ name }) => isAllowed(instance, name));
  }

  /** Absent where it is not configured, or not for this instance: both look the same from outside. */
  find(instance: Instance, name: string): SocialProvider | undefined {
    return isAllowed(instance, name) ? this.providers.find((provider) => provider.name === name) : undefined;
  }
}

function isAnyConfigured({ githubClientId, googleClientId, openIdProviders }: Settings): boolean {
  return githubClientId !== undefined || googleClientId !== undefined || openIdProviders.length > 0;
}

function isAllowed({ settings }: Instance, name: string): boolean {
  const { enabled = true, providers } = settings.social ?? {};
  return enabled && (providers === undefined || providers.includes(name));
}
