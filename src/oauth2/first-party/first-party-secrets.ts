import { Injectable } from '@nestjs/common';
import { firstPartyRefreshToken } from '../../core/first-party.js';
import type { Instance } from '../../instances/index.js';
import { Mint, Vault } from '../../platform/index.js';

const PURPOSE = 'first-party refresh token';
const NONCE_BYTES = 16;

/**
 * The texts of refresh tokens, none of which is stored. A successor is an HMAC over the token that was spent and a nonce in its row, so
 * that any replica can make the very same one again; neither the database nor the spent token suffices for it (ADR 0008).
 */
@Injectable()
export class FirstPartySecrets {
  constructor(
    private readonly mint: Mint,
    private readonly vault: Vault,
  ) {}

  first({ name }: Instance): string {
    return firstPartyRefreshToken(name, this.mint.secret());
  }

  nonce(): string {
    return this.mint.secret(NONCE_BYTES);
  }

  successor({ name }: Instance, spent: string, nonce: string): string {
    return firstPartyRefreshToken(name, this.vault.sign(PURPOSE, JSON.stringify([spent, nonce])));
  }
}
