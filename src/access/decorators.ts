import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Principal, Requirement } from '../core/principal.js';
import { getPrincipal } from './request-principal.js';
import { securityOf } from './route-security.js';

export const POLICY = 'latchkey:policy';

/** What a route asks of its caller. `'public'` is a policy too: saying nothing is not one, and stops the boot. */
export type RoutePolicy = 'public' | Requirement;

/** The caller must hold all that is named; see `Requirement`. Stands on a method, or on a class for all its methods. */
export const Requires = (requirement: Requirement): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(POLICY, requirement), ...securityOf(requirement));

/** Open to anyone. A credential that is sent along is not looked at. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(POLICY, 'public');

export const CHECKS_CSRF = 'latchkey:checks-csrf';

/**
 * The route reads a form of ours and verifies its `csrf` field itself. Such a form may be sent by a caller that is no browser, and
 * says nothing of origins; every other state change by cookie must name ours.
 */
export const ChecksCsrf = (): MethodDecorator & ClassDecorator => SetMetadata(CHECKS_CSRF, true);

/** The caller, on a route that `@Requires` something. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  getPrincipal(context.switchToHttp().getRequest<object>()),
);
