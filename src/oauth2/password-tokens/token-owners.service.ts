import { Injectable } from '@nestjs/common';
import { readBasic } from '../../core/basic.js';
import { type PresentedCredential, presentedCredential } from '../../core/credentials.js';
import { credentialsRequired, forbidden } from '../../core/errors.js';
import type { ClientId, UserId } from '../../core/ids.js';
import type { Scope } from '../../core/scope.js';
import type { Instance } from '../../instances/index.js';
import { Authentication } from '../../login/index.js';
import { type RequestContext, Settings } from '../../platform/index.js';
import { AccessTokens } from '../../tokens/index.js';

/** Who asks about tokens. */
export interface TokenOwner {
  readonly userId: UserId;
  /** Of the token that speaks for the person: an app learns nothing of what others hold. */
  readonly clientId?: ClientId;
  /** The token itself. */
  readonly text?: string;
  /** What it may; absent where the person has typed the password. */
  readonly scope?: Scope;
}

export interface OwnerRequest {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly otp?: string;
}

export interface TypedCredentials {
  readonly identifier: string;
  readonly password: string;
}

/** The person with name and password by Basic (RFC 7617), or the token itself: on the few routes that take both. */
@Injectable()
export class TokenOwners {
  constructor(
    private readonly authentication: Authentication,
    private readonly accessTokens: AccessTokens,
    private readonly settings: Settings,
  ) {}

  /** @throws credentials_required, invalid_login, invalid_token, forbidden, rate_limited, otp_required, invalid_otp */
  async identify({ instance, context, otp }: OwnerRequest): Promise<TokenOwner> {
    const presented = this.present(context);
    if (presented.kind === 'jwt' || presented.kind === 'opaque') return this.byToken(instance, presented.value);
    const { user } = await this.authentication.verify({ instance, context, otp, ...typedIn(presented) });
    return { userId: user.id };
  }

  /** Name and password as they were typed. @throws credentials_required */
  read(context: RequestContext): TypedCredentials {
    return typedIn(this.present(context));
  }

  private present(context: RequestContext): PresentedCredential {
    return presentedCredential(context, { sessionCookie: this.settings.sessionCookie, basicAllowed: true });
  }

  private async byToken(instance: Instance, text: string): Promise<TokenOwner> {
    const { bearer, clientId, scope } = await this.accessTokens.verify(instance, text);
    if (bearer.type !== 'person') throw forbidden('this is for tokens of people');
    return { userId: bearer.id as UserId, clientId, text, scope };
  }
}

// Only clients encode the halves (RFC 6749 §2.3.1); a password is what was typed, and that reading comes last.
function typedIn(presented: PresentedCredential): TypedCredentials {
  const reading = presented.kind === 'basic' ? readBasic(presented.value).at(-1) : undefined;
  if (!reading) throw credentialsRequired('name and password are required', { challenge: 'Basic' });
  return { identifier: reading.id, password: reading.secret };
}
