import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Csrf, Login, LoginCookies } from '../login/index.js';
import { Entrance } from './entrance.service.js';
import { type FormRefusal, formRefusal } from './page-errors.js';
import { PageWriter } from './page-writer.service.js';
import type { Visit } from './visit.js';

interface Attempt extends FormRefusal {
  readonly identifier: string;
}

@Injectable()
export class SignInFlow {
  constructor(
    private readonly entrance: Entrance,
    private readonly login: Login,
    private readonly csrf: Csrf,
    private readonly cookies: LoginCookies,
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
        signUpHref: pending?.offersSignUp === false ? undefined : signUp,
        identifier: attempt?.identifier ?? pending?.loginHint ?? '',
        clientName: pending?.client.name,
        error: attempt?.error,
      },
    });
  }

  async submit(instance: Instance, visit: Visit): Promise<string> {
    const { form, context, reply } = visit;
    const identifier = form.get('identifier') ?? '';
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      const signedIn = await this.login.signIn({ instance, identifier, password: form.get('password') ?? '', context });
      this.cookies.remember(instance, signedIn, reply);
      return reply.redirect(this.entrance.next(instance, visit));
    } catch (thrown) {
      return this.show(instance, visit, { identifier, ...formRefusal(thrown) });
    }
  }
}
