import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { POLICY, type RoutePolicy, setPrincipal } from '../access/index.js';
import { authorize } from '../core/authorization.js';
import { GuardSettings } from './guard-options.js';
import { LatchkeyVerifier, type PresentedCall } from './latchkey-verifier.js';
import { carrierOf, presentedCallOf } from './presented-call.js';

/**
 * The guard of a service that accepts our tokens: global for its controllers and message handlers; Nest has gateways ask for it by
 * `@UseGuards(LatchkeyGuard)`. A handler that states no policy needs a valid credential.
 */
@Injectable()
export class LatchkeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: LatchkeyVerifier,
    private readonly settings: GuardSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(POLICY, targets) ?? {};
    if (policy === 'public') return true;
    const principal = await this.verifier.verifyCall(this.callOf(context));
    authorize(principal, policy);
    setPrincipal(carrierOf(context), principal);
    return true;
  }

  private callOf(context: ExecutionContext): PresentedCall {
    const { authorizationOf } = this.settings;
    if (!authorizationOf || context.getType() === 'http') return presentedCallOf(context);
    return { credential: { headers: { authorization: authorizationOf(context) } } };
  }
}
