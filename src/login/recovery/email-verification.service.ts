import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index.js';
import { type User, UserEmails } from '../../users/index.js';
import { AccountLetters } from './account-letters.service.js';
import { MailAsks } from './mail-asks.service.js';
import type { MailAsk, MailProof, ProofAnswer } from './mail-proof.js';
import { MailProofs, refused } from './mail-proofs.service.js';

/** Whether the address of an account is its owner's: they show that they read its mail. */
@Injectable()
export class EmailVerification {
  constructor(
    private readonly asks: MailAsks,
    private readonly proofs: MailProofs,
    private readonly letters: AccountLetters,
    private readonly emails: UserEmails,
    private readonly database: Database,
  ) {}

  /** Another letter; the same for every address. @throws invalid_input, rate_limited */
  request({ instance, context, email }: MailAsk): Promise<void> {
    return this.asks.ask({ instance, context }, { purpose: 'verify', to: email });
  }

  /** The first letter, with the account: joins the running transaction. `locale` is a wish, where the account has none. */
  send(user: User, locale?: string): Promise<void> {
    return this.letters.verify(user, { askedAt: user.createdAt, locale });
  }

  /** Uses nothing up. @throws invalid_proof, rate_limited */
  async show(answer: ProofAnswer): Promise<Pick<MailProof, 'email'>> {
    const { email } = await this.proofs.find(answer, 'verify');
    return { email };
  }

  /** @throws invalid_proof, rate_limited */
  async confirm(answer: ProofAnswer): Promise<void> {
    const proof = await this.proofs.find(answer, 'verify');
    await this.database.transaction(async () => {
      await this.proofs.consume(proof, { purpose: 'verify', token: answer.token });
      if (!(await this.emails.confirm(proof, proof.email))) throw refused('verify');
    });
  }
}
