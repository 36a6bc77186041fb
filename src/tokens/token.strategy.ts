import { Injectable } from '@nestjs/common';
import { CredentialStrategy, type ResolvesCredential } from '../access/index.js';
import { forbidden, invalidToken } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import { instanceOf, Instances } from '../instances/index.js';
import { AddressRanges, contextOf } from '../platform/index.js';
import type { AccessToken } from './access-token.js';
import { AccessTokens } from './access-tokens.service.js';
import { principalOf } from './token-principal.js';

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
    if (!isAllowedFrom(token, contextOf(request).address)) {
      throw forbidden('the token is not for use from this address');
    }
    return principalOf(token);
  }
}

// What a key was exchanged for goes no further than the key itself.
function isAllowedFrom({ allowedIps }: AccessToken, address: string): boolean {
  return allowedIps === undefined || new AddressRanges(allowedIps).contains(address);
}
