import { Injectable } from '@nestjs/common';
import type { Instance } from '../../instances/index.js';
import { Login, LoginCookies, SignInSteps } from '../../login/index.js';
import type { SocialOutcome } from '../../social/index.js';
import { Entrance } from '../entrance.service.js';
import { OtpPage } from '../second-factor/otp-page.service.js';
import type { Visit } from '../visit.js';

type Arrived = Extract<SocialOutcome, { kind: 'signed-in' }>;

/** Federated: what the provider has asked for, it alone knows. */
const AMR = ['fed'];

/** Somebody has proved elsewhere who they are: what is asked of everybody is asked of them, then they are in. */
@Injectable()
export class SocialWelcome {
  constructor(
    private readonly steps: SignInSteps,
    private readonly login: Login,
    private readonly cookies: LoginCookies,
    private readonly entrance: Entrance,
    private readonly otp: OtpPage,
  ) {}

  /** @throws invalid_login where the account was suspended at this moment */
  async admit(instance: Instance, visit: Visit, { user, carried }: Arrived): Promise<string> {
    const { context, reply } = visit;
    const query = new Map(Object.entries(carried).filter((entry): entry is [string, string] => entry[1] !== undefined));
    const step = await this.steps.next({ instance, context, reply }, { user, amr: AMR });
    if (step.kind === 'otp') {
      const { signIn: action } = this.entrance.paths(instance, { query });
      return this.otp.show(instance, visit, { proof: step.proof, action });
    }
    const signedIn = await this.login.welcome(step, { instance, context });
    this.cookies.remember(instance, signedIn, reply);
    return reply.redirect(this.entrance.next(instance, { query }));
  }
}
