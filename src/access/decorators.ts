import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Principal, Requirement } from '../core/principal.js';
import { getPrincipal } from './request-principal.js';

export const POLICY = 'latchkey:policy';

/** What a route asks of its caller. `'public'` is a policy too: saying nothing is not one, and stops the boot. */
export type RoutePolicy = 'public' | Requirement;

/** The caller must hold all that is named; see `Requirement`. Stands on a method, or on a class for all its methods. */
export const Requires = (requirement: Requirement): MethodDecorator & ClassDecorator => SetMetadata(POLICY, requirement);

/** Open to anyone. A credential that is sent along is not looked at. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(POLICY, 'public');

/** The caller, on a route that `@Requires` something. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  getPrincipal(context.switchToHttp().getRequest<object>()),
);
