import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AuthError, invalidProof } from '../../core/errors.js';
import { LIMITS } from '../../core/limits.js';
import { hasSecretFormat, SECRET_PREFIX } from '../../core/secret-format.js';
import type { TokenLink } from '../../mail/index.js';
import { addressGroup, Mint, Throttle } from '../../platform/index.js';
import { AccountReclaim, type User, type UserKey } from '../../users/index.js';
import { type MailProof, PROOF_LIFETIMES, type ProofAnswer, type ProofPurpose } from './mail-proof.js';
import { MailProofStore } from './mail-proof.store.js';

export interface ProofRequest {
  readonly purpose: ProofPurpose;
  /** Milliseconds; a proof that was asked for later stands. */
  readonly askedAt: number;
  readonly newEmail?: string;
}

/** The pages to which the letters lead. */
const PATHS: Readonly<Record<ProofPurpose, string>> = {
  reset: '/reset-password',
  verify: '/verify-email',
  'change-email': '/confirm-email',
};

/** Whatever is wrong with it. */
const REFUSALS: Readonly<Record<ProofPurpose, string>> = {
  reset: 'Invalid or expired reset token',
  verify: 'Invalid or expired confirmation token',
  'change-email': 'Invalid or expired confirmation token',
};

/** One-time tokens that leave us in a letter and nowhere else: who presents one reads the mail of an address. */
@Injectable()
export class MailProofs implements OnModuleInit {
  constructor(
    private readonly store: MailProofStore,
    private readonly mint: Mint,
    private readonly throttle: Throttle,
    private readonly reclaims: AccountReclaim,
  ) {}

  onModuleInit(): void {
    this.reclaims.join((key) => this.store.removeOf(key));
  }

  /** Whoever deals with the account's proofs comes before or after. To be called in a transaction, before anything is read. */
  lock(key: UserKey): Promise<void> {
    return this.store.lockUser(key);
  }

  /** What the letter links to; the older proof of the purpose is dead. Nothing where a later one was asked for. */
  async issue(user: User, { purpose, askedAt, newEmail }: ProofRequest): Promise<TokenLink | undefined> {
    const token = SECRET_PREFIX.mailProof + this.mint.secret();
    const lifetime = PROOF_LIFETIMES[purpose];
    const isNewest = await this.store.replace({
      ...{ instanceId: user.instanceId, userId: user.id, purpose, email: user.email, newEmail, token },
      // Not before the moment from which on credentials of this account count.
      createdAt: Math.max(askedAt, user.credentialsNotBefore),
      expiresAt: this.mint.now() + lifetime,
    });
    return isNewest ? { path: PATHS[purpose], token, lifetime } : undefined;
  }

  /** Uses nothing up. @throws invalid_proof, the same whatever is wrong; rate_limited */
  async find({ instance, context, token }: ProofAnswer, purpose: ProofPurpose): Promise<MailProof> {
    const key = `mailed-token:${instance.id}:${addressGroup(context.address)}`;
    await this.throttle.hit(key, LIMITS.mailedToken);
    if (!hasSecretFormat('mailProof', token)) throw refused(purpose);
    const proof = await this.store.find({ instanceId: instance.id, purpose, token });
    if (!proof) throw refused(purpose);
    await this.throttle.takeBack(key);
    return proof;
  }

  /** For the first caller only. Joins the running transaction. @throws invalid_proof */
  async consume(proof: MailProof, { purpose, token }: { purpose: ProofPurpose; token: string }): Promise<void> {
    await this.store.lockUser(proof);
    if (!(await this.store.consume({ instanceId: proof.instanceId, purpose, token }))) throw refused(purpose);
  }

  /** Nothing that was mailed for the account is worth anything any more. Joins the running transaction. */
  removeOf(key: UserKey): Promise<void> {
    return this.store.removeOf(key);
  }
}

export function refused(purpose: ProofPurpose): AuthError {
  return invalidProof(REFUSALS[purpose]);
}
