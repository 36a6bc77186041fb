import type { RefusalText } from './texts.js';

/** The pages on which mail proves something. */
export interface RecoveryTexts {
  /** On the page on which one signs in. */
  readonly forgot: string;
  readonly ask: { readonly title: string; readonly lead: string; readonly submit: string };
  readonly asked: { readonly title: string; readonly lead: string; readonly hint: string };
  readonly reset: {
    readonly title: string;
    readonly lead: (email: string) => string;
    readonly hint: string;
    readonly submit: string;
  };
  readonly resetDone: { readonly title: string; readonly lead: string };
  readonly verify: { readonly title: string; readonly lead: (email: string) => string; readonly submit: string };
  readonly verifyDone: { readonly title: string; readonly lead: string };
  readonly change: { readonly title: string; readonly lead: (email: string) => string; readonly submit: string };
  readonly changeDone: { readonly title: string; readonly lead: string };
  /** A link that is over, whatever the reason. */
  readonly over: RefusalText & { readonly again: string };
  readonly signIn: string;
  readonly account: string;
  readonly section: {
    readonly title: string;
    readonly lead: string;
    readonly current: string;
    readonly unverified: string;
    readonly resend: string;
    readonly newEmail: string;
    readonly hint: string;
    readonly noPassword: string;
    readonly submit: string;
    readonly asked: string;
    readonly resent: string;
  };
}
