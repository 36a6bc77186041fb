import type { User } from '../../users/index.js';
import type { AccountVisit, SignedInPerson } from '../account/person.js';
import type { MomentStyle } from '../moments.js';
import type { Texts } from '../texts/texts.js';

/** A person before the security page, in whose language and time zone everything is told. */
export interface SectionVisit extends AccountVisit {
  readonly person: SignedInPerson;
  readonly user: User;
  readonly texts: Texts;
  readonly moments: MomentStyle;
  /** The path of the account, beneath which the forms' actions are. */
  readonly accountPath: string;
}

/** One panel of the page. */
export interface SectionView {
  /** A sentence of ours, in the person's language. */
  readonly title: string;
  /** The name of a partial; it is given `it.section`, `it.message`, `it.shown` and all that a page is given. */
  readonly template: string;
  /** What the partial reads as `it.section`. */
  readonly content: object;
  /** What is said above the page after a form was done, by the name that `done` was given. */
  readonly notices?: Readonly<Record<string, string>>;
  /** Where a form of the section may lead beside this server, redirects included. */
  readonly formAction?: readonly string[];
}

/** What a form of a section came to, where the page is its answer. */
export interface SectionOutcome {
  /** The section's `id`. */
  readonly section: string;
  /** A refusal: a sentence of ours that stands above the form, and how the answer is marked. */
  readonly refused?: { readonly message: string; readonly status: number; readonly retryAfter?: number };
  /** What is shown in this answer and in no other, such as recovery codes: `it.shown` of the partial. */
  readonly shown?: object;
}

/** A part of what keeps an account safe. To add one: a class here or beside, and a line in `ACCOUNT_SECTIONS`. */
export interface AccountSection {
  /** The anchor of its panel: lower case and hyphens. */
  readonly id: string;
  /** Absent where there is nothing to show: it is not offered at this instance, say. */
  render(at: SectionVisit): Promise<SectionView | undefined>;
}

/** The sections of this server, by the list. */
export const ACCOUNT_SECTION_LIST = Symbol('ACCOUNT_SECTION_LIST');
