import { Injectable } from '@nestjs/common';
import { AuthError, invalidRequest } from '../../core/errors.js';
import { equalsInConstantTime } from '../../core/secret-format.js';
import type { UserId } from '../../core/ids.js';
import type { Instance } from '../../instances/index.js';
import { Clock } from '../../platform/clock.js';
import type { HttpReply } from '../../platform/http/http-reply.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Vault } from '../../platform/vault.js';
import type { User } from '../../users/index.js';
import { BrowserCookie } from '../browser-cookie.js';
import type { ConfirmedFactor } from './second-factor.store.js';

const PURPOSE = 'sign-in-step';
/** Milliseconds for the second step. */
const LIFETIME = 5 * 60_000;

/** Where somebody is signing in. */
export interface BrowserAtSignIn {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly reply: HttpReply;
}

/** The first step, done: by whom, how, and as things stood then. */
export interface FirstStep {
  readonly userId: UserId;
  readonly amr: readonly string[];
  /** Which second factor, how often it had been used, and when the person's credentials began to count. */
  readonly standing: string;
}

/**
 * The hidden field of the second step: the first one, sealed for one browser at one instance (T208). It can not be read or made
 * elsewhere, so that the password is typed once and kept nowhere.
 */
@Injectable()
export class SignInProofs {
  constructor(
    private readonly vault: Vault,
    private readonly browsers: BrowserCookie,
    private readonly clock: Clock,
  ) {}

  seal({ instance, context, reply }: BrowserAtSignIn, { userId, amr, standing }: FirstStep): string {
    const browser = this.browsers.ensure(instance, context, reply);
    const content = [instance.id, browser, this.clock.now() + LIFETIME, userId, standing, ...amr];
    return this.vault.seal(PURPOSE, JSON.stringify(content));
  }

  /** @throws invalid_request where it is over, was changed, or was given to another browser or by another instance */
  open({ instance, context }: Pick<BrowserAtSignIn, 'instance' | 'context'>, proof: string): FirstStep {
    const [instanceId = '', browser = '', endsAt, userId = '', standing = '', ...amr] = this.read(proof);
    const here = this.browsers.read(context);
    const isHere = here !== undefined && equalsInConstantTime(here, browser);
    if (!isHere || instanceId !== instance.id || Number(endsAt) <= this.clock.now()) throw signInExpired();
    return { userId: userId as UserId, standing, amr };
  }

  private read(proof: string): readonly string[] {
    try {
      const content: unknown = JSON.parse(this.vault.open(PURPOSE, proof).toString());
      return Array.isArray(content) ? content.map(String) : [];
    } catch (cause) {
      throw signInExpired(cause);
    }
  }
}

/** How things stand with a person's credentials: other after each success of the second step, and after each change of the password. */
export function standingOf({ credentialsNotBefore }: User, { id, uses }: ConfirmedFactor): string {
  return `${id}.${uses}.${credentialsNotBefore}`;
}

export function signInExpired(cause?: unknown): AuthError {
  return invalidRequest('the sign-in has expired: begin again', { cause });
}
