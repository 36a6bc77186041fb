/** Longest address and its halves, in characters (RFC 5321 §4.5.3.1; the column holds 320). */
const MAXIMUM_EMAIL_LENGTH = 320;

/** RFC 5322 §3.2.3 dot-atom, and letters of other scripts (RFC 6531 §3.3). No quoted strings. */
const LOCAL_PART = /^(?!\.)[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\p{L}\p{M}\p{N}]{1,64}(?<!\.)$/u;
const DOMAIN_LABEL = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u;

const MAXIMUM_NAME_LENGTH = 200;

/**
 * What is not printed or changes how the rest is: control and format characters (zero width, direction overrides), halves of
 * surrogate pairs, line and paragraph separators.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Letters and marks that leave no ink either, such as the Hangul filler (Unicode property Default_Ignorable_Code_Point). */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/**
 * The form in which addresses are compared (D11). ASCII only: folding more would make different mailboxes equal, as `ı` and
 * `i` or the Kelvin sign and `k`, and hand one person's reset link to another.
 */
export function foldEmail(email: string): string {
  return email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** One mailbox at a domain with a dot. Only mail can tell whether it exists; this keeps out what no header should carry. */
export function isEmail(text: string): boolean {
  // The length is looked at first, so that the work is bounded whatever is sent.
  if (text.length > MAXIMUM_EMAIL_LENGTH || INVISIBLE.test(text)) return false;
  const [localPart = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || !LOCAL_PART.test(localPart) || localPart.includes('..')) return false;
  const labels = domain.split('.');
  return labels.length > 1 && labels.every((label) => DOMAIN_LABEL.test(label));
}

/** A name or title that people read: 1 to 200 characters, at least one to be seen, each of them printable. */
export function isPrintableName(text: string): boolean {
  return text.length <= MAXIMUM_NAME_LENGTH && VISIBLE.test(text) && !UNPRINTABLE.test(text);
}
