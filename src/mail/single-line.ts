/** Line breaks, other controls, and what is not seen or changes the direction of what is. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Text that somebody may have made up, as it may stand in a header or a sentence: one line of it, printable, not endless. */
export function singleLine(text: string, maximum = 200): string {
  const line = text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= maximum ? line : `${characters.slice(0, maximum - 1).join('')}…`;
}

/** What a mail program would make a link of, or what is there to be read rather than to be called. */
const ADVERTISEMENT = /:\/\/|www\.|@|[\p{L}\p{N}]\.\p{L}{2,}/iu;
const LONGEST_NAME = 60;

/**
 * A name as somebody is called by it. Whoever signs a stranger's address up chooses the name in the letter that we then send:
 * it shall not carry a message of theirs.
 */
export function callName(name: string | undefined): string | undefined {
  const line = singleLine(name ?? '');
  const isCallable = line !== '' && line.length <= LONGEST_NAME && !ADVERTISEMENT.test(line);
  return isCallable ? line : undefined;
}
