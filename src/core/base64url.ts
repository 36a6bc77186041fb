const ALPHABET = 'A-Za-z0-9_-';

// The last character of a 2 or 3 character rest carries 4 or 2 unused bits. Only zeros are canonical there (RFC 4648 §3.5):
// without this check one token has several spellings.
const CANONICAL = new RegExp(`^(?:[${ALPHABET}]{4})*(?:[${ALPHABET}][AQgw]|[${ALPHABET}]{2}[AEIMQUYcgkosw048])?$`);

/** Canonical base64url without padding (RFC 7515 §2): exactly one text for each sequence of bytes. */
export function isBase64Url(text: string): boolean {
  return CANONICAL.test(text);
}
