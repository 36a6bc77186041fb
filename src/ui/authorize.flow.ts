import { Injectable } from '@nestjs/common';
import { AuthError, invalidRequest } from '../core/errors.js';
import { type ReadParameters, readParameters } from '../core/parameters.js';
import type { Instance } from '../instances/index.js';
import { Authorization, type AuthorizationOutcome } from '../oauth2/index.js';
import { DeliveryPages } from './delivery-pages.service.js';
import { basePathOf, pagePaths, withQuery } from './page-paths.js';
import type { Visit } from './visit.js';

/** From an app's request through our pages to its answer: what comes next is the authorization's decision, at each step anew. */
@Injectable()
export class AuthorizeFlow {
  constructor(
    private readonly authorization: Authorization,
    private readonly deliveries: DeliveryPages,
  ) {}

  async begin(instance: Instance, visit: Visit): Promise<string> {
    assertNotHead(visit);
    return this.go(instance, visit, await this.authorization.begin({ instance, ...visit.parts }, requestOf(visit)));
  }

  async resume(instance: Instance, visit: Visit): Promise<string> {
    assertNotHead(visit);
    const requestId = visit.query.get('request');
    if (requestId === undefined) throw invalidRequest('the request is missing');
    return this.go(instance, visit, await this.authorization.resume({ instance, ...visit.parts }, requestId));
  }

  private go(instance: Instance, visit: Visit, outcome: AuthorizationOutcome): string {
    if (outcome.kind === 'answer') return this.deliveries.send(instance, visit, outcome.delivery);
    if (outcome.kind === 'refusal') return this.deliveries.offer(instance, visit, outcome);
    const { signIn, signUp, consent } = pagePaths(basePathOf(instance), '');
    const page = { 'sign-in': signIn, 'sign-up': signUp, consent }[outcome.kind];
    return visit.reply.redirect(withQuery(page, { request: outcome.requestId, ui_locales: visit.uiLocales }));
  }
}

/** `resource` may be repeated (RFC 8707 §2). */
function requestOf({ isForm, body, context }: Visit): ReadParameters {
  return readParameters(isForm ? body : context.search, ['resource']);
}

// The router answers HEAD by the handler of GET, and this one makes codes (RFC 9110 §9.3.2: safe).
function assertNotHead({ context }: Visit): void {
  if (context.method === 'HEAD') throw new AuthError('method_not_allowed', 'this method is not allowed here');
}
