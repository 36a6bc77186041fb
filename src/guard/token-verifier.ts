import { Injectable } from '@nestjs/common';
import { forbidden, invalidToken } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import { AddressRanges } from '../platform/http/address-ranges.js';
import { type AccessToken, anchorsOf } from '../tokens/access-token.js';
import { principalOf } from '../tokens/token-principal.js';
import { AccessTokenReader } from './access-token-reader.js';
import { GuardSettings } from './guard-options.js';
import { Issuer } from './issuer.js';
import { RevocationFollower } from './revocation-follower.js';

/** A bearer token at this service, JWT or opaque (RFC 6750 §2.1). */
@Injectable()
export class TokenVerifier {
  constructor(
    private readonly reader: AccessTokenReader,
    private readonly issuer: Issuer,
    private readonly follower: RevocationFollower,
    private readonly settings: GuardSettings,
  ) {}

  /** @throws invalid_token, forbidden from another address, temporarily_unavailable where revocations can not be known */
  async verify(text: string, address: string | undefined): Promise<Principal> {
    const token = await this.reader.read(text);
    if (token.expiresAt <= this.settings.clock.now()) throw refused('expired');
    await this.assertAlive(text, token);
    if (!isAllowedFrom(token, address)) throw forbidden('the token is not for use from this address');
    return principalOf(token);
  }

  /** The feed says, or else the issuer; where neither answers, nobody is let in. */
  private async assertAlive(text: string, token: AccessToken): Promise<void> {
    if (this.follower.isRevoked(anchorsOf(token), token.issuedAt)) throw refused('revoked');
    if (this.follower.isCurrent) return;
    const { active } = await this.issuer.introspect(text);
    if (active !== true) throw refused('not active');
  }
}

// What a key was exchanged for goes no further than the key itself.
function isAllowedFrom({ allowedIps }: AccessToken, address = ''): boolean {
  return allowedIps === undefined || new AddressRanges(allowedIps).contains(address);
}

function refused(cause: string): Error {
  return invalidToken('the token is not valid', { cause });
}
