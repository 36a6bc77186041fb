/** Stands for whatever origin the page has: the rules of the URL parser are wanted, not the address. */
const SOME_ORIGIN = 'https://origin.invalid';
const MAXIMUM_LENGTH = 2_048;
const PLAIN = /^[\x21\x23-\x5b\x5d-\x7e]+$/; // visible ASCII, without the quotation mark and the backslash

/**
 * Where to go after a form: only a path of the same instance, as a browser understands it and not as it looks. Anything else
 * is ignored (RFC 9700 §4.11: no open redirector).
 * @param basePath the instance's own path, such as `/demo`
 */
export function safeReturnPath(text: string | undefined, basePath: string): string | undefined {
  if (text === undefined || text.length > MAXIMUM_LENGTH || !PLAIN.test(text)) return undefined;
  if (!text.startsWith(`${basePath}/`) || !URL.canParse(text, SOME_ORIGIN)) return undefined;
  const { origin, pathname, search, hash } = new URL(text, SOME_ORIGIN);
  // The parser removes dot segments, encoded ones too: what it changes may lead out of the instance.
  return origin === SOME_ORIGIN && pathname + search + hash === text ? text : undefined;
}
