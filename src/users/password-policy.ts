import { weakPassword } from '../core/errors.js';
import { PASSWORDS, STEMS } from './common-password-list.js';

/** Characters; more is refused before any work is done with it. */
export const MAXIMUM_PASSWORD_LENGTH = 1_024;

export interface PasswordRules {
  /** Characters. */
  readonly minimumLength: number;
  /** What a stranger would try for this very account: parts of the address and the name, the instance, the product. */
  readonly contextWords: readonly string[];
}

/** Shorter words (`de`, `Ann`) stand inside too many good passwords. */
const MINIMUM_WORD_LENGTH = 4;
/** Characters that are enough beside a context word, whatever they are; with as many letters, fewer will do. */
const ENOUGH_BESIDE_WORDS = 8;
const LETTERS_BESIDE_WORDS = 4;

/**
 * D5, after NIST SP 800-63B-4 §3.1.1.2: length, not common, not about the account; no rules on kinds of characters. The one
 * error says everything that is to be mended.
 * @throws weak_password
 */
export function assertStrongPassword(password: string, rules: PasswordRules): void {
  const advice = adviceFor(password, rules);
  if (advice.length === 0) return;
  const text = advice.join('; ');
  throw weakPassword(`this password can not be used: ${text}`, { fields: { password: text } });
}

/** The words that are too close to hand for an account: whole values, and the words that they are made of. */
export function contextWordsOf(values: readonly string[]): string[] {
  const words = values.flatMap((value) => [value, ...value.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(words.map(fold))].filter((word) => word.length >= MINIMUM_WORD_LENGTH);
}

/** Whether it is on the offline list, in whatever case, with the usual digits for letters and the usual digits at the end. */
export function isCommonPassword(password: string): boolean {
  const folded = fold(password);
  const { passwords, stems } = commonPasswords();
  if (passwords.has(folded)) return true;
  const candidates = [folded, ...DECORATED.map((pattern) => pattern.exec(folded)?.[1] ?? '')];
  return candidates.some((stem) => stems.has(stem) || stems.has(plainLetters(stem)));
}

function adviceFor(password: string, rules: PasswordRules): string[] {
  // Nothing else is worked out for a text of any size.
  if (password.length > MAXIMUM_PASSWORD_LENGTH) return [`use at most ${MAXIMUM_PASSWORD_LENGTH} characters`];
  const advice: string[] = [];
  const length = [...password.normalize('NFC')].length;
  if (length < rules.minimumLength) advice.push(`use at least ${rules.minimumLength} characters`);
  if (isCommonPassword(password)) advice.push('choose one that is not among the most common passwords');
  if (isAboutTheAccount(password, rules.contextWords)) {
    advice.push('do not build it on your name, your e-mail address or the name of this service');
  }
  return advice;
}

/** Whether little is left once the context words are taken out. */
function isAboutTheAccount(password: string, words: readonly string[]): boolean {
  const folded = fold(password);
  const rest = [...words].sort((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), folded);
  if (rest === folded || rest.length >= ENOUGH_BESIDE_WORDS) return false;
  return rest.replace(/[^\p{L}]+/gu, '').length < LETTERS_BESIDE_WORDS;
}

/** Up to five digits or signs (a year and one more) after a word, or fewer before it or on both sides. The lengths are bounded, so the work is. */
const DECORATED = [
  /^([^]{3,32}?)[\d\p{P}\p{S}]{1,5}$/u,
  /^[\d\p{P}\p{S}]{1,4}([^]{3,32})$/u,
  /^[\d\p{P}\p{S}]{1,2}([^]{3,32}?)[\d\p{P}\p{S}]{1,2}$/u,
];

const LETTER_OF: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function plainLetters(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => LETTER_OF[sign] ?? sign);
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

interface CommonPasswords {
  readonly passwords: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
}

let loaded: CommonPasswords | undefined;

/** Split at the first need: a process that sets no password does not pay for it. */
function commonPasswords(): CommonPasswords {
  loaded ??= { passwords: wordsOf(PASSWORDS), stems: wordsOf(STEMS) };
  return loaded;
}

function wordsOf(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/));
}
