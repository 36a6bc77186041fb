import type { ErrorName } from '../views.js';

/** What a mailed link is about. */
export type LinkKind = 'reset' | 'verify' | 'change';

export interface RecoveryPageViews {
  readonly 'forgot-password': { readonly action: string; readonly email: string; readonly error?: ErrorName };
  readonly 'mail-sent': { readonly signInHref: string };
  readonly 'reset-password': { readonly action: string; readonly email: string; readonly error?: ErrorName };
  /** The question whether it shall be: for an address, or for another one. */
  readonly 'confirm-address': {
    readonly kind: Exclude<LinkKind, 'reset'>;
    readonly action: string;
    readonly email: string;
    readonly error?: ErrorName;
  };
  readonly 'link-done': { readonly kind: LinkKind; readonly href: string };
  readonly 'link-over': { readonly againHref?: string };
}
