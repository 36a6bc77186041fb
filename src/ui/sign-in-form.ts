import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Csrf, Login, LoginCookies, type SignInStep, SignInSteps } from '../login/index.js';
import type { Visit } from './visit.js';

/** A form of the sign-in, of either step, and what it opens. */
@Injectable()
export class SignInForm {
  constructor(
    private readonly csrf: Csrf,
    private readonly steps: SignInSteps,
    private readonly login: Login,
    private readonly cookies: LoginCookies,
  ) {}

  /** Answers `otp` where a code is needed; the person is signed in otherwise. @throws what the steps throw; csrf_failed */
  async submit(instance: Instance, visit: Visit): Promise<SignInStep> {
    const { form, context, reply } = visit;
    this.csrf.verify(instance, context, form.get('csrf'));
    const step = await this.take(instance, visit);
    if (step.kind === 'otp') return step;
    this.cookies.remember(instance, await this.login.welcome(step, { instance, context }), reply);
    return step;
  }

  private async take(instance: Instance, { form, context, reply }: Visit): Promise<SignInStep> {
    const [proof, otp] = [form.get('proof'), form.get('otp')];
    if (proof !== undefined)
      return { kind: 'done', ...(await this.steps.finish({ instance, context }, { proof, otp })) };
    const [identifier, password] = [form.get('identifier') ?? '', form.get('password') ?? ''];
    return this.steps.begin({ instance, context, reply, identifier, password, otp });
  }
}
