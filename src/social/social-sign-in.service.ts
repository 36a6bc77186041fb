import { Injectable } from '@nestjs/common';
import { AuthError } from '../core/errors.js';
import { readParameters } from '../core/parameters.js';
import type { SocialRefusal } from '../core/social-sign-in.js';
import type { Instance } from '../instances/index.js';
import type { User } from '../users/index.js';
import type { ProviderProfile } from './provider-profile.js';
import { ProviderJourney } from './provider-journey.service.js';
import { SocialAccounts, type SocialResolution } from './social-accounts.service.js';
import type { SocialFlow } from './social-flow.js';
import { SocialFlows, type SocialVisit } from './social-flows.service.js';
import { SocialLinks } from './social-links.service.js';

/** Why somebody who was at a provider is not in. `expired`: nobody left from this browser, or too long ago. */
export type SocialFailure = SocialRefusal | 'cancelled' | 'failed' | 'expired';

/** What came of it; `carried` is what the page that led there was opened with. */
export type SocialOutcome =
  | {
      readonly kind: 'signed-in';
      readonly user: User;
      readonly isNew: boolean;
      readonly carried: SocialFlow['carried'];
    }
  | { readonly kind: 'linked' }
  | {
      readonly kind: 'refused';
      readonly why: SocialFailure;
      readonly isLink: boolean;
      readonly carried: SocialFlow['carried'];
    };

/** Signing in by another provider. Nothing is opened here: who it is, is the answer. */
@Injectable()
export class SocialSignIn {
  constructor(
    private readonly journey: ProviderJourney,
    private readonly flows: SocialFlows,
    private readonly accounts: SocialAccounts,
    private readonly links: SocialLinks,
  ) {}

  /** The address at the provider. @throws not_found where the provider is not offered; temporarily_unavailable */
  start(visit: SocialVisit, carried: SocialFlow['carried']): Promise<string> {
    return this.journey.leave(visit, { carried });
  }

  /** @throws not_found where the provider is not offered (any more) */
  async finish(visit: SocialVisit): Promise<SocialOutcome> {
    // A repeated parameter is no reason to say more than that nobody knows this return.
    const { parameters } = readParameters(visit.context.search);
    const flow = await this.flows.consume(visit, parameters.get('state'));
    if (!flow) return { kind: 'refused', why: 'expired', isLink: false, carried: {} };
    const { carried } = flow;
    const refused = (why: SocialFailure): SocialOutcome => ({ kind: 'refused', why, carried, isLink: !!flow.link });
    const arrival = await this.journey.arrive(visit, flow);
    if (typeof arrival === 'string') return refused(arrival);
    if (flow.link) {
      const problem = await this.links.complete(visit, flow.link, arrival);
      return problem === undefined ? { kind: 'linked' } : refused(problem);
    }
    const resolution = await this.resolve(visit.instance, arrival);
    return resolution.kind === 'user' ? { ...resolution, kind: 'signed-in', carried } : refused(resolution.why);
  }

  /** An ID token that a front end has got from the provider itself. @throws not_found, invalid_input */
  async byIdToken(instance: Instance, provider: string, idToken: string): Promise<SocialResolution> {
    return this.accounts.resolve(instance, await this.journey.read(instance, provider, idToken));
  }

  private async resolve(instance: Instance, profile: ProviderProfile): Promise<SocialResolution | Failed> {
    try {
      return await this.accounts.resolve(instance, profile);
    } catch (error) {
      if (error instanceof AuthError && error.code === 'conflict') return { kind: 'refused', why: 'failed' };
      throw error;
    }
  }
}

interface Failed {
  readonly kind: 'refused';
  readonly why: 'failed';
}
