import type { Instance } from '../../instances/index.js';
import { basePathOf } from '../page-paths.js';

export interface RecoveryPaths {
  readonly forgotPassword: string;
  readonly resetPassword: string;
  readonly verifyEmail: string;
  readonly confirmEmail: string;
}

/** The letters link to them: see `MailProofs`. */
export function recoveryPaths(instance: Instance): RecoveryPaths {
  const base = basePathOf(instance);
  return {
    forgotPassword: `${base}/forgot-password`,
    resetPassword: `${base}/reset-password`,
    verifyEmail: `${base}/verify-email`,
    confirmEmail: `${base}/confirm-email`,
  };
}
