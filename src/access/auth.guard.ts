import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { authorize } from '../core/authorization.js';
import { type PresentedCredential, presentedCredential } from '../core/credentials.js';
import { credentialsRequired } from '../core/errors.js';
import type { Principal, Requirement } from '../core/principal.js';
// One by one: the index would bring the database along to services that only want the guard for theirs.
import { contextOf, type RequestContext } from '../platform/http/request-context.js';
import { assertNotForeign, assertSameOrigin } from '../platform/http/same-origin.js';
import { Settings } from '../platform/settings.js';
import { type PresentedKind, type ResolvesCredential, runStrategy, STRATEGIES } from './credential.strategy.js';
import { CHECKS_CSRF, POLICY, type RoutePolicy } from './decorators.js';
import { setPrincipal } from './request-principal.js';

/** The only guard: one presented credential, its one strategy, one Principal, one decision (design §3). */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly strategies: ReadonlyMap<PresentedKind, ResolvesCredential>;

  constructor(
    private readonly reflector: Reflector,
    private readonly settings: Settings,
    @Inject(STRATEGIES) strategies: readonly ResolvesCredential[],
  ) {
    this.strategies = new Map(
      strategies.flatMap((strategy) => strategy.kinds.map((kind) => [kind, strategy] as const)),
    );
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.stated<RoutePolicy>(POLICY, context);
    if (policy === 'public') return true;
    const request = context.switchToHttp().getRequest<object>();
    const principal = await this.resolve(request, policy);
    if (principal.credential.kind === 'session') this.refuseForgery(contextOf(request), context);
    authorize(principal, policy satisfies Requirement);
    contextOf(request).caller = { bearer: principal.bearer.type, credential: principal.credential.kind };
    setPrincipal(request, principal);
    return true;
  }

  private async resolve(request: object, policy: Requirement): Promise<Principal> {
    const presented = this.present(contextOf(request), policy);
    if (presented.kind === 'none') throw credentialsRequired('this needs a credential: a bearer token or a session');
    const strategy = this.strategies.get(presented.kind);
    if (!strategy) throw credentialsRequired('this kind of credential is not accepted here');
    return runStrategy(strategy, request, presented.value);
  }

  // A client's secret is read only where the route says so; everywhere else it is no credential at all.
  private present(context: RequestContext, { credential = [] }: Requirement): PresentedCredential {
    const basicAllowed = [credential].flat().includes('basic');
    return presentedCredential(context, { sessionCookie: this.settings.sessionCookie, basicAllowed });
  }

  // A browser sends the cookie wherever the request comes from; every other credential is sent on purpose.
  private refuseForgery(request: RequestContext, context: ExecutionContext): void {
    const checksItself = this.stated<true | undefined>(CHECKS_CSRF, context);
    (checksItself ? assertNotForeign : assertSameOrigin)(request, this.settings);
  }

  /** What the route, or else its class, says of itself. */
  private stated<T>(name: string, context: ExecutionContext): T {
    return this.reflector.getAllAndOverride<T>(name, [context.getHandler(), context.getClass()]);
  }
}
