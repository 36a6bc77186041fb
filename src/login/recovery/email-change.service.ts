import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { invalidInput } from '../../core/errors.js';
import type { Instance } from '../../instances/index.js';
import { type PersonAtSettings, Reauthentication } from '../second-factor/reauthentication.js';
import { ChangedEmails } from './changed-emails.service.js';
import { MailAsks } from './mail-asks.service.js';
import type { MailProof, ProofAnswer } from './mail-proof.js';

export interface EmailChangeRequest extends PersonAtSettings {
  readonly instance: Instance;
  /** As it was typed. */
  readonly email: string;
}

/** Another address for an account: asked for with the password, in force once the mail of the new one was read (T226). */
@Injectable()
export class EmailChange {
  constructor(
    private readonly identity: Reauthentication,
    private readonly asks: MailAsks,
    private readonly changed: ChangedEmails,
    private readonly audit: Audit,
  ) {}

  /**
   * The same whether somebody has the new address or not.
   * @throws rate_limited; invalid_input where the password is not right, or the address is none or the account's own; forbidden
   */
  async request({ instance, email, ...person }: EmailChangeRequest): Promise<void> {
    const { userId, context } = person;
    const user = await this.identity.assert(person);
    if (email.trim() === user.email) {
      throw invalidInput('this is the address of the account already', {
        fields: { email: 'is your address already' },
      });
    }
    const { credentialsNotBefore } = user;
    const change = { userId, email: user.email, credentialsNotBefore };
    await this.asks.ask({ instance, context }, { purpose: 'change-email', to: email, change });
    await this.audit.record({ instanceId: instance.id, userId, type: 'user.email_change_requested' }, context);
  }

  /** Uses nothing up. @throws invalid_proof, rate_limited */
  async show(answer: ProofAnswer): Promise<Required<Pick<MailProof, 'email' | 'newEmail'>>> {
    const { email, newEmail } = await this.changed.find(answer);
    return { email, newEmail };
  }

  /** @throws invalid_proof, also where somebody has taken the address meanwhile; rate_limited */
  confirm(answer: ProofAnswer): Promise<void> {
    return this.changed.confirm(answer);
  }
}
