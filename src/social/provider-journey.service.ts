import { Injectable, Logger } from '@nestjs/common';
import { invalidInput, notFound, temporarilyUnavailable } from '../core/errors.js';
import type { Instance } from '../instances/index.js';
import { Clock } from '../platform/index.js';
import type { ProviderProfile } from './provider-profile.js';
import type { SocialProvider } from './providers/social-provider.js';
import { arrive, depart } from './providers/strategy-run.js';
import type { SocialFlow, SocialWish } from './social-flow.js';
import { SocialFlows, type SocialVisit } from './social-flows.service.js';
import { SocialProviders } from './social-providers.service.js';

/** Seconds after which a provider may answer again. */
const RETRY = 10;

/** Who has come back: somebody, nobody (the person has changed their mind), or what can not be believed. */
export type Arrival = ProviderProfile | 'cancelled' | 'failed';

/** To a provider and back. What it says is judged here, what follows from it is not. */
@Injectable()
export class ProviderJourney {
  private readonly logger = new Logger('Social');

  constructor(
    private readonly providers: SocialProviders,
    private readonly flows: SocialFlows,
    private readonly clock: Clock,
  ) {}

  /** Where the browser is to go. @throws not_found where the provider is not offered; temporarily_unavailable */
  async leave(visit: SocialVisit, wish: SocialWish): Promise<string> {
    const provider = this.get(visit.instance, visit.provider);
    try {
      const { url, secrets } = await depart(await provider.strategy(), visit.callbackUrl);
      await this.flows.remember(visit, { ...wish, secrets });
      return url;
    } catch (error) {
      this.report(provider, error);
      throw temporarilyUnavailable('the provider can not be reached', { retryAfter: RETRY });
    }
  }

  async arrive({ instance, provider: name, callbackUrl, context }: SocialVisit, flow: SocialFlow): Promise<Arrival> {
    const provider = this.get(instance, name);
    try {
      const arrival = { callbackUrl, search: context.search, secrets: flow.secrets };
      return (await arrive(await provider.strategy(), arrival)) ?? 'cancelled';
    } catch (error) {
      this.report(provider, error);
      return 'failed';
    }
  }

  /** An ID token that a front end has got by itself. @throws not_found, invalid_input */
  async read(instance: Instance, name: string, idToken: string): Promise<ProviderProfile> {
    const provider = this.get(instance, name);
    try {
      if (provider.readIdToken) return await provider.readIdToken(idToken, this.clock.now());
    } catch (error) {
      this.report(provider, error);
      const isLate = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
      throw invalidInput(`Invalid ${isLate ? 'or expired ' : ''}${provider.title} token`);
    }
    throw notFound('this provider has no ID tokens');
  }

  private get(instance: Instance, name: string): SocialProvider {
    const provider = this.providers.find(instance, name);
    if (!provider) throw notFound('this way to sign in is not offered here');
    return provider;
  }

  // The message alone: what hangs on it may hold a code or a token (T243).
  private report({ name }: SocialProvider, error: unknown): void {
    const text = error instanceof Error ? error.message : 'unknown';
    this.logger.warn(`a sign-in with ${name} has failed: ${text.slice(0, 200)}`);
  }
}
