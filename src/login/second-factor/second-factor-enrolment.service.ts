import { Injectable } from '@nestjs/common';
import { conflict } from '../../core/errors.js';
import type { SecondFactorId } from '../../core/ids.js';
import { Instances } from '../../instances/index.js';
import { Mint } from '../../platform/mint.js';
import type { User, UserKey } from '../../users/index.js';
import { type SecondFactor, SecondFactorStore } from './second-factor.store.js';
import { TotpSecrets } from './totp-secrets.js';
import { otpauthUri } from './totp.js';

/** Milliseconds from the secret to the first code. */
const LIFETIME = 15 * 60_000;

/** What an authenticator app needs to be told. */
export interface Enrolment {
  /** Base 32. */
  readonly secret: string;
  readonly uri: string;
}

/** Setting a second factor up: the secret first, and nothing depends on it until the app has shown that it has it. */
@Injectable()
export class SecondFactorEnrolment {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly secrets: TotpSecrets,
    private readonly mint: Mint,
    private readonly instances: Instances,
  ) {}

  /** In place of what was begun before. @throws conflict where there is one already */
  async begin(user: User): Promise<Enrolment> {
    const key = { instanceId: user.instanceId, userId: user.id };
    const secret = this.secrets.mint();
    const factor = {
      id: this.mint.id<SecondFactorId>(),
      secretSealed: this.secrets.seal(key, secret),
      createdAt: this.mint.now(),
    };
    if (!(await this.store.begin(key, factor))) throw conflict('a second factor is set up already');
    return this.describe(user, secret);
  }

  /** What was begun, for whoever can show the secret; `undefined` where it is another one, or over. */
  async resume(user: User, secret: string): Promise<Enrolment | undefined> {
    const key = { instanceId: user.instanceId, userId: user.id };
    const begun = await this.findBegun(key);
    return begun && this.secrets.open(key, begun.secretSealed) === secret ? this.describe(user, secret) : undefined;
  }

  /** Begun, not over, not confirmed. */
  async findBegun(key: UserKey): Promise<SecondFactor | undefined> {
    const found = await this.store.find(key);
    const isOpen = found?.confirmedAt === null && found.createdAt + LIFETIME > this.mint.now();
    return isOpen ? found : undefined;
  }

  private async describe({ instanceId, email }: User, secret: string): Promise<Enrolment> {
    const { settings } = await this.instances.getById(instanceId);
    // A colon ends the issuer, whoever reads it.
    const issuer = settings.branding.name.replaceAll(':', ' ');
    return { secret, uri: otpauthUri(secret, { issuer, label: email }) };
  }
}
