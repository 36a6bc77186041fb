import {
  type Configuration,
  randomNonce,
  randomState,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { type AuthenticateOptions, Strategy } from 'openid-client/passport';
import type { ProviderProfile } from '../provider-profile.js';
import { SECRETS, START } from './strategy-run.js';

type StartRequest = Parameters<Strategy['authorizationRequestParams']>[0];

export type ProviderTokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

export interface ProviderStrategyOptions {
  readonly name: string;
  readonly config: Configuration;
  readonly scopes: readonly string[];
  /** Whether there is an ID token for it to come back in. */
  readonly usesNonce: boolean;
  readonly readProfile: (tokens: ProviderTokens) => Promise<ProviderProfile>;
}

/** What has to be known again when the person comes back (RFC 7636 §4.1, RFC 6749 §10.12, OpenID Connect Core §3.1.2.1). */
export interface ProviderSecrets {
  readonly state: string;
  readonly code_verifier: string;
  readonly nonce?: string;
}

/**
 * Passport's strategy for a provider, with state, PKCE (S256) and, where there is an ID token, a nonce at each sign-in. Its name is
 * prefixed because Passport's registry is the whole process's; it is run by us and never registered there.
 */
export class ProviderStrategy extends Strategy {
  private readonly usesNonce: boolean;

  constructor({ name, config, scopes, usesNonce, readProfile }: ProviderStrategyOptions) {
    super({ config, name: `latchkey:${name}`, scope: scopes.join(' '), sessionKey: SECRETS }, (tokens, verified) => {
      readProfile(tokens).then((profile) => verified(null, { ...profile }), verified);
    });
    this.usesNonce = usesNonce;
  }

  override authorizationRequestParams<Options extends AuthenticateOptions>(
    request: StartRequest,
    options: Options,
  ): URLSearchParams {
    const parameters = new URLSearchParams(super.authorizationRequestParams(request, options));
    parameters.set('state', randomState());
    if (this.usesNonce) parameters.set('nonce', randomNonce());
    return parameters;
  }

  /** Our routes know whether somebody leaves or comes back: what the address says, anybody can write. */
  override shouldInitiateAuthRequest(request: StartRequest): boolean {
    return request.path === START;
  }
}
