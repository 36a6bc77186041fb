import { Injectable } from '@nestjs/common';
import { type User, Users } from '../../users/index.js';
import { type Authenticated, Authentication, type SignInAttempt } from '../authentication.service.js';
import { SecondFactors } from './second-factors.service.js';
import { type BrowserAtSignIn, signInExpired, SignInProofs, standingOf } from './sign-in-proofs.js';

/** What comes after somebody has proved who they are: a session may be opened, or a code is needed first. */
export type SignInStep =
  | { readonly kind: 'done'; readonly user: User; readonly amr: readonly string[] }
  | { readonly kind: 'otp'; readonly proof: string };

/** A sign-in at a browser, step by step. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly authentication: Authentication,
    private readonly factors: SecondFactors,
    private readonly proofs: SignInProofs,
    private readonly users: Users,
  ) {}

  /** By password; a code that comes along is looked at as well. @throws what `Authentication.verify` throws */
  async begin(attempt: SignInAttempt & Pick<BrowserAtSignIn, 'reply'>): Promise<SignInStep> {
    if (attempt.otp !== undefined) return { kind: 'done', ...(await this.authentication.verify(attempt)) };
    const step = await this.next(attempt, await this.authentication.verifyPassword(attempt));
    if (step.kind === 'done') await this.authentication.succeed(attempt);
    return step;
  }

  /** After any first step: with the password, or at a provider. Nothing is opened yet. */
  async next(at: BrowserAtSignIn, { user, amr }: Authenticated): Promise<SignInStep> {
    const factor = await this.factors.find({ instanceId: user.instanceId, userId: user.id });
    if (!factor) return { kind: 'done', user, amr };
    const proof = this.proofs.seal(at, { userId: user.id, amr, standing: standingOf(user, factor) });
    return { kind: 'otp', proof };
  }

  /** @throws invalid_request where it has to begin again; otp_required, invalid_otp, rate_limited */
  async finish(
    at: Pick<BrowserAtSignIn, 'instance' | 'context'>,
    { proof, otp }: { readonly proof: string; readonly otp?: string },
  ): Promise<Authenticated> {
    const first = this.proofs.open(at, proof);
    const { instance, context } = at;
    const key = { instanceId: instance.id, userId: first.userId };
    const [user, factor] = await Promise.all([this.users.find(key.instanceId, key.userId), this.factors.find(key)]);
    if (user?.status !== 'active' || !factor || standingOf(user, factor) !== first.standing) throw signInExpired();
    const more = await this.factors.pass(factor, { instance, context, user, otp });
    if (first.amr.includes('pwd')) await this.authentication.succeed({ instance, context, identifier: user.email });
    return { user, amr: [...first.amr, ...more] };
  }
}
