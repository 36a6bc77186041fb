import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Csrf, Login, LoginCookies } from '../login/index.js';
import { basePathOf, pagePaths } from './page-paths.js';
import { PageWriter } from './page-writer.service.js';
import type { Visit } from './visit.js';
import { Visitor } from './visitor.service.js';

@Injectable()
export class SignOutFlow {
  constructor(
    private readonly visitor: Visitor,
    private readonly login: Login,
    private readonly cookies: LoginCookies,
    private readonly csrf: Csrf,
    private readonly writer: PageWriter,
  ) {}

  async show(instance: Instance, visit: Visit): Promise<string> {
    const person = await this.visitor.find(instance, visit.context);
    const view = { action: signOutPath(instance), signedIn: person !== undefined };
    return this.writer.write(instance, visit, { page: 'sign-out', view, person });
  }

  /** Whoever is signed out already gets the same answer. */
  async submit(instance: Instance, { context, form, reply }: Visit): Promise<string> {
    this.csrf.verify(instance, context, form.get('csrf'));
    await this.login.signOut({ instance, context });
    this.cookies.forget(instance, reply);
    return reply.redirect(signOutPath(instance));
  }
}

function signOutPath(instance: Instance): string {
  return pagePaths(basePathOf(instance), '').signOut;
}
