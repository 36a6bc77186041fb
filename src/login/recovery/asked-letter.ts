import type { UserId } from '../../core/ids.js';
import type { ProofPurpose } from './mail-proof.js';

/** A letter that is wanted, as it waits in the outbox. There is no secret in it: the token is made with the letter. */
export interface AskedLetter {
  readonly purpose: ProofPurpose;
  /** Who asks to be written to, as typed; whether anybody is, is not known yet. */
  readonly to: string;
  /** Of a change: by whom, and what the account was like when the password was shown. */
  readonly change?: { readonly userId: UserId; readonly email: string; readonly credentialsNotBefore: number };
}
