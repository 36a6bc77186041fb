import type { RecoveryPageViews } from '../../src/ui/recovery/recovery-views.js';

/** The pages of mailed links with a text of a stranger wherever one can get. */
export function recoveryPageViews(hostile: string): RecoveryPageViews {
  return {
    'forgot-password': { action: hostile, email: hostile, error: 'invalidEmail' },
    'mail-sent': { signInHref: hostile },
    'reset-password': { action: hostile, email: hostile, error: 'weakPassword' },
    'confirm-address': { kind: 'change', action: hostile, email: hostile, error: 'formExpired' },
    'link-done': { kind: 'reset', href: hostile },
    'link-over': { againHref: hostile },
  };
}
