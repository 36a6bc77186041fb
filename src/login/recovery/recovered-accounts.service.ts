import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { AccountReclaim } from '../../users/index.js';
import type { MailProof, ProofAnswer } from './mail-proof.js';
import { MailProofs } from './mail-proofs.service.js';
import { PasswordEndings } from './password-endings.service.js';

/** What a reset by mail means for the account, beside its password. */
@Injectable()
export class RecoveredAccounts {
  constructor(
    private readonly proofs: MailProofs,
    private readonly reclaims: AccountReclaim,
    private readonly endings: PasswordEndings,
    private readonly audit: Audit,
  ) {}

  /** Joins the running transaction. @throws invalid_proof */
  async take(proof: MailProof, { token, context }: ProofAnswer): Promise<void> {
    const { instanceId, userId } = proof;
    await this.proofs.consume(proof, { purpose: 'reset', token });
    // Whoever reads the mail of an address that nobody had proved is its owner; who made the account need not have been (D12).
    await this.reclaims.reclaim({ instanceId, userId });
    await this.endings.settle({ instanceId, userId });
    await this.audit.record({ instanceId, type: 'user.password_reset', userId }, context);
  }
}
