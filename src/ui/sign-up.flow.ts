import { Injectable } from '@nestjs/common';
import { forbidden } from '../core/errors.js';
import type { Instance } from '../instances/index.js';
import { Csrf, Login, LoginCookies } from '../login/index.js';
import type { PendingAuthorization } from '../oauth2/index.js';
import { Entrance } from './entrance.service.js';
import { type FormRefusal, formRefusal } from './page-errors.js';
import { PageWriter } from './page-writer.service.js';
import type { Visit } from './visit.js';

interface Attempt {
  readonly identifier: string;
  readonly name: string;
  readonly refusal?: FormRefusal;
}

@Injectable()
export class SignUpFlow {
  constructor(
    private readonly entrance: Entrance,
    private readonly login: Login,
    private readonly csrf: Csrf,
    private readonly cookies: LoginCookies,
    private readonly writer: PageWriter,
  ) {}

  async show(instance: Instance, visit: Visit, attempt?: Attempt): Promise<string> {
    const { signIn, signUp } = this.entrance.paths(instance, visit);
    const pending = await this.welcoming(instance, visit);
    if (signUp === undefined) throw forbidden('accounts are not made here');
    const suggested = { identifier: pending?.loginHint ?? '', name: pending?.suggestedName ?? '' };
    const { refusal, ...typed }: Attempt = attempt ?? suggested;
    return this.writer.write(instance, visit, {
      page: 'sign-up',
      refusal,
      uiLocales: pending?.uiLocales,
      formAction: pending && [pending.redirectOrigin],
      view: {
        action: signUp,
        social: this.entrance.social(instance, visit),
        signInHref: signIn,
        error: refusal?.error,
        ...typed,
      },
    });
  }

  async submit(instance: Instance, visit: Visit): Promise<string> {
    const { form, context, reply } = visit;
    const typed = { identifier: form.get('identifier') ?? '', name: form.get('name') ?? '' };
    await this.welcoming(instance, visit);
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      const person = { email: typed.identifier, name: typed.name, password: form.get('password') ?? '' };
      const signedIn = await this.login.signUp({ instance, context, ...person });
      this.cookies.remember(instance, signedIn, reply);
      return reply.redirect(this.entrance.next(instance, visit));
    } catch (thrown) {
      return this.show(instance, visit, { ...typed, refusal: formRefusal(thrown) });
    }
  }

  /** @throws forbidden where the app wants only people who have an account */
  private async welcoming(instance: Instance, visit: Visit): Promise<PendingAuthorization | undefined> {
    const pending = await this.entrance.pending(instance, visit);
    if (pending?.offersSignUp === false) throw forbidden('the app wants only people who have an account');
    return pending;
  }
}
