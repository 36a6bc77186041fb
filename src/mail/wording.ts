import type { LetterTemplate, LetterValues } from './letter.js';

/** A letter in words: plain text throughout, of which the layouts make text and HTML. */
export interface Wording {
  readonly subject: string;
  readonly heading: string;
  readonly lines: readonly string[];
  /** What happened, when and where: label and value. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** What the link says. */
  readonly button: string;
  /** What to do if it was not you. */
  readonly otherwise: string;
}

/** What all letters of an occasion share. */
export interface Occasion {
  /** The name of the instance, as it appears to people. */
  readonly brand: string;
  readonly hasLink: boolean;
  /** Milliseconds, and an IANA time zone, as people write them. */
  readonly moment: (at: number, zoneinfo: string | undefined) => string;
}

/** All letters in one language. */
export interface Language {
  readonly locale: string;
  readonly greeting: (name: string | undefined) => string;
  /** How long the link can be used. */
  readonly validity: (duration: string) => string;
  /** Before the URL, for whom the button does nothing. */
  readonly fallback: string;
  /** Why it came: to whom, from where. */
  readonly footer: (to: string, brand: string) => string;
  readonly letters: {
    readonly [Template in LetterTemplate]: (values: LetterValues[Template], occasion: Occasion) => Wording;
  };
}
