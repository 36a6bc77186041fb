import { isUtf8 } from 'node:buffer';

export interface BasicCredentials {
  readonly id: string;
  readonly secret: string;
}

/** RFC 7617 §2. The scheme is case-insensitive (RFC 9110 §11.1). */
const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/** Characters of the longest header that is read. */
const MAXIMUM_LENGTH = 8_192;

/** RFC 7617 §2: neither half may hold control characters. */
const CONTROL = /\p{Cc}/u;

/**
 * What a Basic header may mean: the halves form-decoded as RFC 6749 §2.3.1 wants it for clients, then raw as everybody else
 * sends them (D10). One element where both agree, none when the header is malformed. The caller verifies every element.
 */
export function readBasic(headerValue: string): readonly BasicCredentials[] {
  const text = headerValue.length > MAXIMUM_LENGTH ? undefined : decodeBase64(BASIC.exec(headerValue)?.[1] ?? '');
  // The first colon ends the id, which can not hold one itself (RFC 7617 §2); the secret may.
  const end = text?.indexOf(':') ?? -1;
  if (text === undefined || end < 0) return [];
  const raw = { id: text.slice(0, end), secret: text.slice(end + 1) };
  const readings = [formDecoded(raw), raw].filter(isUsable);
  return readings.filter((reading, index) => index === 0 || !isSame(reading, readings[0]));
}

function decodeBase64(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Node skips what it does not understand; one text for each value leaves no room for that.
  if (bytes.toString('base64') !== text) return undefined;
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

function formDecoded({ id, secret }: BasicCredentials): BasicCredentials | undefined {
  try {
    return { id: decodeForm(id), secret: decodeForm(secret) };
  } catch {
    return undefined; // A raw `%` or a raw byte: there is only the raw reading.
  }
}

function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function isUsable(reading: BasicCredentials | undefined): reading is BasicCredentials {
  return reading !== undefined && reading.id !== '' && !CONTROL.test(reading.id) && !CONTROL.test(reading.secret);
}

function isSame(a: BasicCredentials, b: BasicCredentials | undefined): boolean {
  return a.id === b?.id && a.secret === b.secret;
}
