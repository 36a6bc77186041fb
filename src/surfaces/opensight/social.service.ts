import { Injectable } from '@nestjs/common';
import { invalidInput, invalidLogin, temporarilyUnavailable } from '../../core/errors.js';
import { SecondFactors } from '../../login/index.js';
import { Settings } from '../../platform/index.js';
import { SocialProviders, SocialSignIn, type SocialVisit } from '../../social/index.js';
import type { SignedInDto } from './auth.dto.js';
import { FirstPartySignIn, type FrontEndVisit } from './first-party-sign-in.js';
import { assertFrontEnd } from './front-end.js';
import type { GoogleTokenDto } from './social.dto.js';

/** Those that OpenSight has, and what it calls them. */
const TITLES = { github: 'GitHub', google: 'Google' } as const;
export type OpenSightProvider = keyof typeof TITLES;

/** Federated. */
export const FEDERATED = ['fed'];

/** Signing in to the product's own front end by way of another provider. */
@Injectable()
export class OpenSightSocial {
  constructor(
    private readonly social: SocialSignIn,
    private readonly providers: SocialProviders,
    private readonly signIn: FirstPartySignIn,
    private readonly factors: SecondFactors,
    private readonly settings: Settings,
  ) {}

  /** The address at the provider. @throws temporarily_unavailable where it is not configured, or not to be reached */
  async leave(visit: FrontEndVisit, provider: OpenSightProvider): Promise<string> {
    return this.social.start(this.visitOf(visit, provider), {});
  }

  /** The visit as the provider's answer sees it. @throws temporarily_unavailable where the provider is not configured */
  visitOf({ instance, ...parts }: FrontEndVisit, provider: OpenSightProvider): SocialVisit {
    this.assertOffered(instance, provider);
    // Without an instance in its path, a route is the default one's: the cookie that goes with it has the route's path too.
    const base = parts.context.path.startsWith('/api/') ? this.settings.publicUrl : instance.baseUrl;
    return { instance, provider, callbackUrl: `${base}/api/auth/${provider}/callback`, ...parts };
  }

  /** @throws csrf_failed, invalid_input, invalid_login, otp_required, invalid_otp, rate_limited, temporarily_unavailable */
  async byGoogleToken(visit: FrontEndVisit, { idToken = '', otp }: GoogleTokenDto): Promise<SignedInDto> {
    const { instance, context } = visit;
    assertFrontEnd(instance, context, this.settings);
    this.assertOffered(instance, 'google');
    if (idToken === '') throw invalidInput('idToken is required');
    const resolution = await this.social.byIdToken(instance, 'google', idToken);
    if (resolution.kind === 'refused') throw authenticationFailed(resolution.why);
    const { user, isNew } = resolution;
    const more = await this.factors.require({ instance, context, user, otp });
    const type = isNew ? 'user.signed_up' : 'user.signed_in';
    return this.signIn.welcome({ user, amr: [...FEDERATED, ...more] }, visit, type);
  }

  private assertOffered(instance: FrontEndVisit['instance'], provider: OpenSightProvider): void {
    const isOffered = this.providers.offered(instance).some(({ name }) => name === provider);
    if (!isOffered) throw temporarilyUnavailable(`${TITLES[provider]} OAuth is not configured`);
  }
}

/** Why is for the log: it would tell a stranger about an account. */
export function authenticationFailed(cause: string): Error {
  return invalidLogin('Authentication failed', { cause, fields: { provider: 'refused' } });
}
