import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation } from '../../platform/index.js';
import { UserEmails, Users } from '../../users/index.js';
import { AccountLetters } from './account-letters.service.js';
import type { MailProof, ProofAnswer } from './mail-proof.js';
import { MailProofs, refused } from './mail-proofs.service.js';

/** A proof that names the address that is to be. */
type Change = MailProof & Required<Pick<MailProof, 'newEmail'>>;

/** The end of a change of address: its mail was read. */
@Injectable()
export class ChangedEmails {
  constructor(
    private readonly proofs: MailProofs,
    private readonly users: Users,
    private readonly emails: UserEmails,
    private readonly letters: AccountLetters,
    private readonly database: Database,
  ) {}

  /** @throws invalid_proof, rate_limited */
  async find(answer: ProofAnswer): Promise<Change> {
    const { newEmail, ...proof } = await this.proofs.find(answer, 'change-email');
    if (newEmail === undefined) throw refused('change-email');
    return { ...proof, newEmail };
  }

  /** Sessions stay: it is the same person. All else that was mailed for the account is dead. @throws invalid_proof, rate_limited */
  async confirm(answer: ProofAnswer): Promise<void> {
    const proof = await this.find(answer);
    try {
      await this.database.transaction(() => this.change(proof, answer.token));
    } catch (error) {
      throw isUniqueViolation(error) ? refused('change-email') : error;
    }
  }

  private async change(proof: Change, token: string): Promise<void> {
    const { instanceId, userId, email, newEmail } = proof;
    await this.proofs.consume(proof, { purpose: 'change-email', token });
    const before = await this.users.get(instanceId, userId);
    const isChanged = await this.emails.change({ instanceId, userId }, { from: email, to: newEmail });
    if (!isChanged) throw refused('change-email');
    await this.proofs.removeOf(proof);
    await this.letters.emailChanged(before, newEmail);
  }
}
