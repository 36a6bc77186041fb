import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import type { PresentedCredential } from '../core/credentials.js';
import type { Principal } from '../core/principal.js';

type Verify = (value: string, request: object, done: (error: unknown, principal?: Principal) => void) => void;

/** Passport's side of a credential that stands in a header or a cookie: hand its value to `validate`, report what comes back. */
class PresentedValueStrategy extends passport.Strategy {
  constructor(readonly verify: Verify) {
    super();
  }

  override authenticate(request: object, options: { readonly value: string }): void {
    this.verify(options.value, request, (error, principal) => {
      if (principal) this.success(principal);
      else this.error(error);
    });
  }
}

/**
 * What a module that owns a credential extends: `validate(value, request)` returns the Principal or throws an AuthError. The
 * name is prefixed because Passport's registry is shared by the whole process, and only ever read by others: the guard
 * calls the one strategy that it was given.
 */
export const CredentialStrategy = (name: string) => PassportStrategy(PresentedValueStrategy, `latchkey:${name}`);

export type PresentedKind = Exclude<PresentedCredential['kind'], 'none'>;

/** One kind of credential, as the guard sees it: a Passport strategy that says which presented kinds are its own. */
export interface ResolvesCredential extends passport.Strategy {
  readonly kinds: readonly PresentedKind[];
  validate(value: string, request: object): Promise<Principal>;
}

/** Injection token of the list of strategies that an application has; exactly one answers for each presented kind. */
export const STRATEGIES = Symbol('latchkey:strategies');

interface Run {
  success(principal: Principal): void;
  error(error: unknown): void;
  authenticate(request: object, options: { readonly value: string }): void;
}

export function runStrategy(strategy: ResolvesCredential, request: object, value: string): Promise<Principal> {
  return new Promise((resolve, reject) => {
    // Passport gives every request its own copy of the strategy, with the outcomes as methods.
    const run = Object.create(strategy) as Run;
    run.success = resolve;
    run.error = reject;
    run.authenticate(request, { value });
  });
}
