import type { InstanceId } from '../core/ids.js';

interface Addressed {
  readonly instanceId: InstanceId;
  /** One address, as it is stored. */
  readonly to: string;
  /** BCP 47, such as the person's own; without one that we write, the instance's. */
  readonly locale?: string;
}

interface Named {
  /** Of who reads it. */
  readonly name?: string;
}

interface Dated extends Named {
  /** When it happened, in milliseconds. */
  readonly at: number;
  /** Where the clock of who reads it stands (IANA); else UTC. */
  readonly zoneinfo?: string;
}

/** What each letter tells. All of it is text that somebody may have made up. */
export interface LetterValues {
  readonly 'verify-email': Named;
  readonly 'reset-password': Named;
  /** To the new address. */
  readonly 'email-change-confirm': Named;
  /** To the address of today: nothing has changed yet. */
  readonly 'email-change-asked': Dated & { readonly newEmail: string };
  /** To the old address. */
  readonly 'email-changed': Dated & { readonly newEmail: string };
  readonly 'password-changed': Dated;
  readonly 'second-factor-on': Dated;
  readonly 'second-factor-off': Dated;
  readonly 'new-sign-in': Dated & {
    /** Such as `Firefox on Linux`. */
    readonly device?: string;
    /** Of the network. */
    readonly address?: string;
  };
  readonly invitation: { readonly organization: string; readonly inviter?: string };
}

export type LetterTemplate = keyof LetterValues;

/** A page of the instance. */
export interface PageLink {
  /** Below the instance; begins with a slash, has no query. */
  readonly path: string;
}

/** A page of the instance, and what opens it: for who reads the letter, and nobody else. */
export interface TokenLink extends PageLink {
  readonly token: string;
  /** Milliseconds. The letter says so, and is not sent any more when they are over. */
  readonly lifetime: number;
}

type LinkOf<Template extends LetterTemplate> = Template extends
  'email-change-asked' | 'email-changed' | 'password-changed' | 'second-factor-on' | 'second-factor-off' | 'new-sign-in'
  ? { readonly link?: PageLink }
  : { readonly link: TokenLink };

/** A letter that is to be sent: the template decides what goes into it. */
export type Letter = {
  [Template in LetterTemplate]: Addressed &
    LinkOf<Template> & { readonly template: Template; readonly values: LetterValues[Template] };
}[LetterTemplate];
