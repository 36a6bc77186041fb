import { Injectable } from '@nestjs/common';
import { CredentialStrategy, type ResolvesCredential } from '../access/index.js';
import { forbidden, invalidApiKey } from '../core/errors.js';
import type { GrantId, InstanceId } from '../core/ids.js';
import { LIMITS } from '../core/limits.js';
import type { Principal } from '../core/principal.js';
import { instanceOf, Instances } from '../instances/index.js';
import { addressGroup, contextOf, type RequestContext, Throttle } from '../platform/index.js';
import { ApiKeyAuthenticator, isAllowedFrom } from './api-key-authenticator.js';
import { announceRate, ApiKeyLimits, tooManyRequests } from './api-key-limits.js';
import { ApiKeyScopes } from './api-key-scopes.js';

/** `Authorization: Bearer sk_…` → the person or the organization whose key it is, with what the key may do now. */
@Injectable()
export class ApiKeyStrategy extends CredentialStrategy('api-key') implements ResolvesCredential {
  readonly kinds = ['api-key'] as const;

  constructor(
    private readonly instances: Instances,
    private readonly keys: ApiKeyAuthenticator,
    private readonly scopes: ApiKeyScopes,
    private readonly limits: ApiKeyLimits,
    private readonly throttle: Throttle,
  ) {
    super();
  }

  /** @throws invalid_api_key, the same whatever is wrong; forbidden from another address; rate_limited, temporarily_unavailable */
  async validate(text: string, request: object): Promise<Principal> {
    const { id: instanceId } = await instanceOf(this.instances, request);
    const context = contextOf(request);
    const presented = await this.keys.authenticate({ instanceId, text });
    if (!presented) throw await this.refusal(instanceId, context);
    if (!isAllowedFrom(presented, context.address)) throw forbidden('the API key is not for use from this address');
    const { key } = presented;
    const rate = this.limits.use(key);
    announceRate(context, rate);
    if (rate.isExceeded) throw tooManyRequests(rate);
    return {
      instanceId,
      bearer: { type: key.owner.type, id: key.owner.id },
      grantId: key.id as string as GrantId,
      scope: await this.scopes.effective(key),
      credential: { kind: 'api-key', id: key.id },
    };
  }

  private async refusal(instanceId: InstanceId, { address }: RequestContext): Promise<Error> {
    await this.throttle.hit(`api-key:${instanceId}:${addressGroup(address)}`, LIMITS.apiKey);
    return invalidApiKey('the API key is not valid');
  }
}
