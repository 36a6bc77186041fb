import { Injectable } from '@nestjs/common';
import { type UserKey, Users } from '../../users/index.js';
import { LoginAttempts } from '../login-attempts.js';
import { MailAsks } from './mail-asks.service.js';
import type { MailAsk, MailProof, ProofAnswer } from './mail-proof.js';
import { MailProofs } from './mail-proofs.service.js';
import { RecoveredAccounts } from './recovered-accounts.service.js';

export interface NewPassword extends ProofAnswer {
  readonly password: string;
}

/** A new password for who has forgotten the old one, and reads the mail of the account. */
@Injectable()
export class PasswordRecovery {
  constructor(
    private readonly asks: MailAsks,
    private readonly proofs: MailProofs,
    private readonly users: Users,
    private readonly attempts: LoginAttempts,
    private readonly recovered: RecoveredAccounts,
  ) {}

  /** The same for every address. @throws invalid_input, rate_limited */
  request({ instance, context, email }: MailAsk): Promise<void> {
    return this.asks.ask({ instance, context }, { purpose: 'reset', to: email });
  }

  /** Whose password it is about. Uses nothing up. @throws invalid_proof, rate_limited */
  async show(answer: ProofAnswer): Promise<Pick<MailProof, 'email'>> {
    const { email } = await this.proofs.find(answer, 'reset');
    return { email };
  }

  /**
   * Ends all that the old password opened. The token is used up last: not by a password that can not be one.
   * @throws invalid_proof, weak_password, rate_limited, temporarily_unavailable
   */
  async confirm(answer: NewPassword): Promise<void> {
    const proof = await this.proofs.find(answer, 'reset');
    const key: UserKey = { instanceId: proof.instanceId, userId: proof.userId };
    await this.users.setPassword({ ...key, password: answer.password }, () => this.recovered.take(proof, answer));
    // What was guessed at was another password.
    await this.attempts.forget({ instanceId: key.instanceId, account: proof.email });
  }
}
