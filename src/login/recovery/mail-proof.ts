import type { InstanceId } from '../../core/ids.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import type { Instance } from '../../instances/index.js';
import type { UserKey } from '../../users/index.js';

/** What a token out of a letter can be used for, and nothing else. */
export type ProofPurpose = 'reset' | 'verify' | 'change-email';

const HOUR = 3_600_000;

/** Milliseconds from when the letter is written. */
export const PROOF_LIFETIMES: Readonly<Record<ProofPurpose, number>> = {
  reset: HOUR,
  verify: 24 * HOUR,
  'change-email': 24 * HOUR,
};

/** Somebody reads the mail of an address that an account has, or is to have. */
export interface MailProof extends UserKey {
  /** The account's address. */
  readonly email: string;
  /** The one that it is to have. */
  readonly newEmail?: string;
}

export interface PresentedProof {
  readonly instanceId: InstanceId;
  readonly purpose: ProofPurpose;
  readonly token: string;
}

/** What a person asks for who is not signed in, by an address alone. */
export interface MailAsk {
  readonly instance: Instance;
  readonly context: RequestContext;
  /** As it was typed. */
  readonly email: string;
}

/** The token out of a letter, on its way back. */
export interface ProofAnswer {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly token: string;
}
