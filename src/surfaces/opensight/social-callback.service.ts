import { Injectable } from '@nestjs/common';
import { Login, LoginCookies, SecondFactors } from '../../login/index.js';
import { Settings } from '../../platform/index.js';
import { type SocialOutcome, SocialSignIn } from '../../social/index.js';
import { FirstPartySignIn, type FrontEndVisit } from './first-party-sign-in.js';
import { authenticationFailed, FEDERATED, OpenSightSocial, type OpenSightProvider } from './social.service.js';

type Arrived = Extract<SocialOutcome, { kind: 'signed-in' }>;

/** Lets a person in whom a provider has vouched for. */
@Injectable()
export class FrontEndWelcome {
  constructor(
    private readonly signIn: FirstPartySignIn,
    private readonly login: Login,
    private readonly cookies: LoginCookies,
    private readonly factors: SecondFactors,
    private readonly settings: Settings,
  ) {}

  /** Why not, where not: a second factor is asked for where there is a form for it, and a redirect is none. */
  async admit(visit: FrontEndVisit, { user, isNew }: Arrived): Promise<'otp_required' | undefined> {
    const { instance, context, reply } = visit;
    if (await this.factors.isOn({ instanceId: instance.id, userId: user.id })) return 'otp_required';
    if (this.settings.frontendUrl === undefined) {
      this.cookies.remember(instance, await this.login.welcome({ user, amr: FEDERATED }, { instance, context }), reply);
    } else {
      await this.signIn.welcome({ user, amr: FEDERATED }, visit, isNew ? 'user.signed_up' : 'user.signed_in');
    }
    return undefined;
  }
}

function accountOf({ instance }: FrontEndVisit): string {
  return `${new URL(instance.baseUrl).pathname}/account`;
}

/** Where somebody goes who comes back from a provider: to the front end, or where there is none to our own account page. */
@Injectable()
export class OpenSightSocialCallback {
  constructor(
    private readonly opensight: OpenSightSocial,
    private readonly social: SocialSignIn,
    private readonly welcome: FrontEndWelcome,
    private readonly settings: Settings,
  ) {}

  /** Answers the address to go on to. @throws invalid_login where there is no front end to tell that it has failed */
  async comeBack(visit: FrontEndVisit, provider: OpenSightProvider): Promise<string> {
    const outcome = await this.social.finish(this.opensight.visitOf(visit, provider));
    const why = outcome.kind === 'signed-in' ? await this.welcome.admit(visit, outcome) : 'authentication_failed';
    const { frontendUrl } = this.settings;
    if (why === undefined) return frontendUrl ? `${frontendUrl}/auth/callback?provider=${provider}` : accountOf(visit);
    if (frontendUrl === undefined) throw authenticationFailed(outcome.kind === 'refused' ? outcome.why : why);
    return `${frontendUrl}/auth/error?message=${why}`;
  }
}
