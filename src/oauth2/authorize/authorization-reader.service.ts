import { Injectable } from '@nestjs/common';
import { type Client, Clients } from '../../apps/index.js';
import { AuthError, invalidRequest, loginRequired } from '../../core/errors.js';
import type { ReadParameters } from '../../core/parameters.js';
import type { Instance } from '../../instances/index.js';
import { TokenSigner } from '../../keys/index.js';
import { Clock, Settings } from '../../platform/index.js';
import { Resources } from '../../resources/index.js';
import { ID_TOKEN_TYPE } from '../id-token.js';
import {
  type AuthorizationRequest,
  type CheckedRequest,
  interpret,
  locate,
  requestedClientId,
  type ScopeContext,
} from './authorization-request.js';
import { CHECKS, type CheckSubject } from './checks.js';

interface LocatedReading {
  readonly client: Client;
  readonly located: AuthorizationRequest;
}

export interface UnderstoodReading extends LocatedReading {
  readonly refusal?: undefined;
  readonly request: CheckedRequest;
  /** Whom the client expects to be signed in (`id_token_hint`). */
  readonly expectedUserId?: string;
}

/** A request of which it is known where an answer goes: its meaning, or what is wrong with it. */
export type Reading = UnderstoodReading | (LocatedReading & { readonly refusal: AuthError });

@Injectable()
export class AuthorizationReader {
  constructor(
    private readonly clients: Clients,
    private readonly resources: Resources,
    private readonly signer: TokenSigner,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @throws invalid_request, invalid_redirect_uri, which are shown here: nobody may be redirected yet (RFC 6749 §4.1.2.1). */
  async read(instance: Instance, parameters: ReadParameters): Promise<Reading> {
    const client = await this.clients.find(instance.id, requestedClientId(parameters));
    if (!client) throw invalidRequest('there is no such app here');
    const located = locate(parameters, client);
    try {
      const catalogue = await this.resources.catalogue(instance.id);
      this.check(instance, located, { client, catalogue });
      const expectedUserId = await this.expectedUser(instance, located);
      return { client, located, request: interpret(located, { client, catalogue }), expectedUserId };
    } catch (error) {
      if (error instanceof AuthError) return { client, located, refusal: error };
      throw error;
    }
  }

  private check({ issuer, settings }: Instance, request: AuthorizationRequest, context: ScopeContext): void {
    const subject: CheckSubject = {
      ...context,
      defaults: { issuer, format: settings.accessTokenFormat, algorithm: settings.algorithm },
      requirePkce: settings.requirePkce ?? this.settings.requirePkce,
    };
    CHECKS.forEach((check) => check(request, subject));
  }

  /**
   * The hint must be ours (OpenID Connect Core §3.1.2.2). An expired one still tells whom to ask to sign in, but not without
   * anybody being asked.
   */
  private async expectedUser({ id }: Instance, { parameters }: AuthorizationRequest): Promise<string | undefined> {
    const hint = parameters.get('id_token_hint');
    if (hint === undefined) return undefined;
    const claims = await this.signer.verifySignature(id, hint, ID_TOKEN_TYPE).catch(() => undefined);
    if (typeof claims?.['sub'] !== 'string')
      throw invalidRequest('the id_token_hint is not an ID token of this issuer');
    if (parameters.get('prompt') === 'none' && isPast(claims['exp'], this.clock.now())) {
      throw loginRequired('the id_token_hint has expired');
    }
    return claims['sub'];
  }
}

/** `exp` in seconds since 1970 (RFC 7519 §4.1.4); one that is no number is past. */
function isPast(exp: unknown, now: number): boolean {
  return typeof exp !== 'number' || exp * 1000 <= now;
}
