import { Injectable } from '@nestjs/common';
import { AuthError } from '../core/errors.js';
import type { Instance } from '../instances/index.js';
import { Entrance } from './entrance.service.js';
import { type FormRefusal, formRefusal } from './page-errors.js';
import { PageWriter } from './page-writer.service.js';
import { OtpPage } from './second-factor/otp-page.service.js';
import { SignInForm } from './sign-in-form.js';
import type { Visit } from './visit.js';

interface Attempt extends FormRefusal {
  readonly identifier: string;
}

@Injectable()
export class SignInFlow {
  constructor(
    private readonly entrance: Entrance,
    private readonly form: SignInForm,
    private readonly otp: OtpPage,
    private readonly writer: PageWriter,
  ) {}

  async show(instance: Instance, visit: Visit, attempt?: Attempt): Promise<string> {
    const pending = await this.entrance.pending(instance, visit);
    const { signIn, signUp } = this.entrance.paths(instance, visit);
    return this.writer.write(instance, visit, {
      page: 'sign-in',
      refusal: attempt,
      uiLocales: pending?.uiLocales,
      // The answer to the form may be the redirect to the app already, which the browser checks as well (CSP Level 3 §6.4.2).
      formAction: pending && [pending.redirectOrigin],
      view: {
        action: signIn,
        social: this.entrance.social(instance, visit),
        signUpHref: pending?.offersSignUp === false ? undefined : signUp,
        identifier: attempt?.identifier ?? pending?.loginHint ?? '',
        clientName: pending?.client.name,
        error: attempt?.error,
      },
    });
  }

  async submit(instance: Instance, visit: Visit): Promise<string> {
    const { form, reply } = visit;
    const { signIn: action } = this.entrance.paths(instance, visit);
    try {
      const step = await this.form.submit(instance, visit);
      if (step.kind === 'otp') return await this.otp.show(instance, visit, { proof: step.proof, action });
      return reply.redirect(this.entrance.next(instance, visit));
    } catch (thrown) {
      const proof = form.get('proof');
      if (proof !== undefined && mayTryAgain(thrown)) {
        return this.otp.show(instance, visit, { proof, action, refusal: formRefusal(thrown) });
      }
      return this.show(instance, visit, { identifier: form.get('identifier') ?? '', ...refusalOf(thrown, proof) });
    }
  }
}

/** What leaves the first step as it was. */
function mayTryAgain(thrown: unknown): boolean {
  const codes = ['otp_required', 'invalid_otp', 'rate_limited', 'temporarily_unavailable'];
  return thrown instanceof AuthError && codes.includes(thrown.code);
}

/** A first step that is worth nothing any more: from the beginning. */
function refusalOf(thrown: unknown, proof: string | undefined): FormRefusal {
  const isExpired = proof !== undefined && thrown instanceof AuthError && thrown.code === 'invalid_request';
  return isExpired ? { error: 'signInExpired', status: thrown.status } : formRefusal(thrown);
}
