/** The younger prefix of the directory's own scopes, with or without a bearer before it. */
const YOUNGER_PREFIX = /^((?:Per|Org|Per>Org)(?:\/[^. ]*)?\.)?zaikio\./;

/**
 * Commas and spaces separate here, mixed and repeated as clients do; within, only spaces do (RFC 6749 §3.3). Nothing else is
 * changed: what is no scope is refused by who reads it. Linear in the length.
 */
export function spacedScope(text: string): string {
  return text
    .split(/[, ]/)
    .filter((word) => word !== '')
    .map((word) => word.replace(YOUNGER_PREFIX, '$1directory.'))
    .join(' ');
}
