import { AccountLetters } from './account-letters.service.js';
import { ChangedEmails } from './changed-emails.service.js';
import { EmailChange } from './email-change.service.js';
import { EmailVerification } from './email-verification.service.js';
import { LetterRequests } from './letter-requests.js';
import { MailAsks } from './mail-asks.service.js';
import { MailProofs } from './mail-proofs.service.js';
import { MailProofStore } from './mail-proof.store.js';
import { PasswordEndings } from './password-endings.service.js';
import { PasswordRecovery } from './password-recovery.service.js';
import { RecoveredAccounts } from './recovered-accounts.service.js';

/** What the module of sign-in is made of, as far as mail proves something. */
export const RECOVERY_PROVIDERS = [
  ...[MailProofStore, MailProofs, AccountLetters, MailAsks, LetterRequests],
  ...[PasswordEndings, RecoveredAccounts, PasswordRecovery, EmailVerification, ChangedEmails, EmailChange],
];
