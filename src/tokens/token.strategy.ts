import { Injectable } from '@nestjs/common';
import { CredentialStrategy, type ResolvesCredential } from '../access/index.js';
import { invalidToken } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import { expand } from '../core/scope.js';
import { instanceOf, Instances } from '../instances/index.js';
import type { AccessToken } from './access-token.js';
import { AccessTokens } from './access-tokens.service.js';

/** A bearer token at one of our own routes (RFC 6750 §2.1), so the instance itself must be in its audience (RFC 9068 §4). */
@Injectable()
export class TokenStrategy extends CredentialStrategy('token') implements ResolvesCredential {
  readonly kinds = ['jwt', 'opaque'] as const;

  constructor(
    private readonly instances: Instances,
    private readonly accessTokens: AccessTokens,
  ) {
    super();
  }

  async validate(value: string, request: object): Promise<Principal> {
    const instance = await instanceOf(this.instances, request);
    const token = await this.accessTokens.verify(instance, value);
    if (!token.audience.includes(instance.issuer)) {
      throw invalidToken('the token is not meant for this API', { cause: 'another audience' });
    }
    return principalOf(token);
  }
}

function principalOf(token: AccessToken): Principal {
  const { id, instanceId, bearer, clientId, grantId, audience, expiresAt } = token;
  const credential = { kind: 'token', id, audience, expiresAt } as const;
  const actor = token.actor?.userId;
  return { instanceId, bearer, actor, clientId, grantId, scope: expand(token.scope), credential };
}
