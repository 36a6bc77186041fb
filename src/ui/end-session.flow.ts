import { Injectable } from '@nestjs/common';
import { parseParameters } from '../core/parameters.js';
import type { Instance } from '../instances/index.js';
import { LoginCookies } from '../login/index.js';
import { EndSession } from '../oauth2/index.js';
import { isForeignPost, Settings } from '../platform/index.js';
import { basePathOf, pagePaths } from './page-paths.js';
import type { Visit } from './visit.js';

@Injectable()
export class EndSessionFlow {
  constructor(
    private readonly endSession: EndSession,
    private readonly cookies: LoginCookies,
    private readonly settings: Settings,
  ) {}

  async end(instance: Instance, visit: Visit): Promise<string> {
    const { context, reply } = visit;
    // Browsers send no cookie with another site's form, but do when they follow from there: a session must not be overlooked.
    if (isForeignPost(context, this.settings))
      return reply.redirect(`${basePathOf(instance)}${END_SESSION}?${visit.body}`);
    const parameters = parseParameters(visit.isForm ? visit.body : context.search);
    const outcome = await this.endSession.end({ instance, context }, parameters);
    if (outcome.kind === 'confirm') return reply.redirect(pagePaths(basePathOf(instance), '').signOut);
    this.cookies.forget(instance, reply);
    return reply.redirect(outcome.redirect ?? pagePaths(basePathOf(instance), '').signOut);
  }
}

const END_SESSION = '/oauth2/v1/end_session';
