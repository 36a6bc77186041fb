import { Injectable } from '@nestjs/common';
import { Clients } from '../apps/index.js';
import type { Parameters } from '../core/parameters.js';
import { withParameters } from '../core/redirect-uri.js';
import type { Instance } from '../instances/index.js';
import { TokenSigner } from '../keys/index.js';
import { BrowserSessions } from '../login/index.js';
import type { RequestContext } from '../platform/index.js';
import { ID_TOKEN_TYPE } from './id-token.js';

/** `confirm`: nothing proves that the person wants this, so our page asks. */
export type EndSessionOutcome = { readonly kind: 'confirm' } | { readonly kind: 'ended'; readonly redirect?: string };

interface Hint {
  readonly userId: unknown;
  readonly clientId: unknown;
}

/** OpenID Connect RP-Initiated Logout 1.0 */
@Injectable()
export class EndSession {
  constructor(
    private readonly browsers: BrowserSessions,
    private readonly clients: Clients,
    private readonly signer: TokenSigner,
  ) {}

  /** Only an ID token of ours, of the person who is signed in here, ends a session without asking (§2). */
  async end(
    visit: { instance: Instance; context: RequestContext },
    parameters: Parameters,
  ): Promise<EndSessionOutcome> {
    const hint = await this.hintOf(visit.instance, parameters.get('id_token_hint'));
    const session = await this.browsers.current(visit.instance, visit.context);
    if (!hint || (session && session.userId !== hint.userId)) return { kind: 'confirm' };
    if (session) await this.browsers.close(visit);
    return { kind: 'ended', redirect: await this.redirectOf(visit.instance, hint, parameters) };
  }

  private async hintOf({ id }: Instance, hint: string | undefined): Promise<Hint | undefined> {
    if (hint === undefined) return undefined;
    const claims = await this.signer.verifySignature(id, hint, ID_TOKEN_TYPE).catch(() => undefined);
    return claims && { userId: claims['sub'], clientId: claims['aud'] };
  }

  /** Only to a URI that the client of the hint has registered, to the letter (§3). */
  private async redirectOf(instance: Instance, hint: Hint, parameters: Parameters): Promise<string | undefined> {
    const uri = parameters.get('post_logout_redirect_uri');
    const named = parameters.get('client_id');
    if (uri === undefined || typeof hint.clientId !== 'string') return undefined;
    if (named !== undefined && named !== hint.clientId) return undefined;
    const client = await this.clients.find(instance.id, hint.clientId);
    if (!client?.postLogoutRedirectUris.includes(uri)) return undefined;
    return withParameters(uri, { state: parameters.get('state') });
  }
}
