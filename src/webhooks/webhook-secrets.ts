import { Injectable } from '@nestjs/common';
import { Mint, Vault } from '../platform/index.js';
import { signatureOf } from './delivery.js';

const PURPOSE = 'webhook secret';

export interface NewSecret {
  /** Shown once. */
  readonly secret: string;
  readonly sealedSecret: string;
}

/** What webhooks are signed with. Sealed and not hashed: signing takes the secret itself. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly mint: Mint,
    private readonly vault: Vault,
  ) {}

  make(): NewSecret {
    const secret = `wh_${this.mint.secret()}`;
    return { secret, sealedSecret: this.vault.seal(PURPOSE, secret) };
  }

  sign(body: string, sealedSecret: string): string {
    return signatureOf(body, this.vault.open(PURPOSE, sealedSecret).toString());
  }
}
