import { Injectable } from '@nestjs/common';
import type { GrantId } from '../../core/ids.js';
import { passwordSignIn } from '../../core/profile.js';
import type { Scope } from '../../core/scope.js';
import type { Instance } from '../../instances/index.js';
import { Authentication, Login, type SignedIn, type SignInAttempt } from '../../login/index.js';
import { Database } from '../../platform/index.js';
import type { IssuedTokens } from '../grants/grant.js';
import { type PasswordTokenInput, PasswordTokenRecords } from './password-token-records.js';

export interface PasswordSignIn extends SignInAttempt {
  /** Empty: all that the person may. */
  readonly scope: Scope;
}

/** A sign-in, and a token that ends with it. */
export type SignedInWithToken = SignedIn & Pick<IssuedTokens, 'accessToken' | 'expiresIn'>;

/**
 * A bearer token for name and password, with what an API key of the person could do at most. It hangs on a session as any browser does: the person
 * sees it in the list, and ends it there.
 */
@Injectable()
export class PasswordTokens {
  constructor(
    private readonly authentication: Authentication,
    private readonly login: Login,
    private readonly records: PasswordTokenRecords,
    private readonly database: Database,
  ) {}

  /** @throws rate_limited, invalid_login, otp_required, invalid_otp, invalid_scope, temporarily_unavailable */
  async signIn(attempt: PasswordSignIn): Promise<SignedInWithToken> {
    const who = await this.authentication.verify(attempt);
    // Together: what ends the session either finds the token or comes before both.
    const { signedIn, draft } = await this.database.transaction(async () => {
      const opened = await this.login.welcome(who, attempt);
      return { signedIn: opened, draft: await this.records.draft(inputOf(opened, attempt)) };
    });
    const { accessToken, expiresIn } = await this.records.sign(draft);
    return { ...signedIn, accessToken, expiresIn };
  }
}

function inputOf({ user, session }: SignedIn, { instance, scope }: PasswordSignIn): PasswordTokenInput {
  return {
    instance: withLifetime(instance),
    bearer: { type: 'person', id: user.id },
    grantId: session.id as string as GrantId,
    sessionId: session.id,
    earliestIssue: session.authenticatedAt,
    scope,
  };
}

// What the instance says of tokens in general is about those of apps, which can be refreshed.
function withLifetime(instance: Instance): Instance {
  const accessTokenLifetime = instance.settings.passwordTokenLifetime ?? passwordSignIn.accessTokenLifetime;
  return { ...instance, settings: { ...instance.settings, accessTokenLifetime } };
}
