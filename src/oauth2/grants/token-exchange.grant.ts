import { Injectable } from '@nestjs/common';
import { ApiKeyExchange, type ExchangeableKey } from '../../api-keys/index.js';
import { TOKEN_EXCHANGE_GRANT } from '../../apps/index.js';
import { invalidRequest, invalidTarget } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import { narrow, parseScope, type Scope } from '../../core/scope.js';
import { Clock } from '../../platform/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import { type TokenDraft, TokenIssuer } from '../token-issuer.js';
import { type Grant, type IssuedTokens, requiredParameter, type TokenRequest } from './grant.js';
import { requestedResources } from './requested-resources.js';

const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
/** RFC 8693 §3 has no name for keys of this kind, and lets everybody use URIs of their own. */
const API_KEY = 'urn:latchkey:params:oauth:token-type:api_key';
/** Milliseconds: what is made of a key is for one task. */
const LONGEST_LIFETIME = 15 * 60_000;
/** RFC 8693 §2.1: nobody acts for anybody else here. */
const NOT_OFFERED = ['actor_token', 'actor_token_type'];

export interface TokenExchangeParams {
  readonly subjectToken: string;
  readonly scope: Scope;
  readonly resources: readonly string[];
}

/** RFC 8693: an API key for a token that may do less, for at most 15 minutes. It hangs on the key, and dies with it. */
@Injectable()
export class TokenExchangeGrant implements Grant<TokenExchangeParams> {
  readonly type = TOKEN_EXCHANGE_GRANT;

  constructor(
    private readonly keys: ApiKeyExchange,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly clock: Clock,
  ) {}

  read(parameters: Parameters): TokenExchangeParams {
    const subjectToken = requiredParameter(parameters, 'subject_token');
    const type = requiredParameter(parameters, 'subject_token_type');
    if (type !== API_KEY && type !== ACCESS_TOKEN) throw invalidRequest('this subject_token_type is not supported');
    if ((parameters.get('requested_token_type') ?? ACCESS_TOKEN) !== ACCESS_TOKEN) {
      throw invalidRequest('this requested_token_type is not supported');
    }
    const refused = NOT_OFFERED.find((name) => parameters.has(name));
    if (refused !== undefined) throw invalidRequest(`${refused} is not supported`);
    if (parameters.has('audience')) throw invalidTarget('name the API by resource instead of audience');
    return { subjectToken, scope: parseScope(parameters.get('scope')), resources: requestedResources(parameters) };
  }

  /** @throws invalid_grant, invalid_scope, invalid_target, rate_limited */
  async exchange(request: TokenRequest<TokenExchangeParams>): Promise<IssuedTokens> {
    const { instance, context, params } = request;
    const presentation = { instanceId: instance.id, text: params.subjectToken, address: context.address };
    const draft = await this.keys.exchange(presentation, (key) => this.issue(request, key));
    return { ...(await this.issuer.complete(draft)), issuedTokenType: ACCESS_TOKEN };
  }

  private async issue(
    { instance, profile, client, params }: TokenRequest<TokenExchangeParams>,
    { bearer, grantId, scope, allowedIps, expiresAt = Infinity }: ExchangeableKey,
  ): Promise<TokenDraft> {
    const draft = await this.issuer.draft({
      ...{ instance, profile, client, bearer, grantId, allowedIps, resources: params.resources },
      scope: narrow(scope, params.scope),
      latestExpiry: Math.min(expiresAt, this.clock.now() + LONGEST_LIFETIME),
    });
    await this.registry.record(draft.rows);
    return draft;
  }
}
