import { crc32 } from './crc32.js';
import { API_KEY_PATTERN } from './secret-format.js';

/** Random bytes of a key: 224 bits, so that one SHA-256 is enough at rest. */
export const API_KEY_BYTES = 28;

const SCHEME = 'sk_';
const CHECKSUM_LENGTH = 8;
/** `sk_` and 16 digits: enough to tell keys apart, and 160 bits short of one. */
const PREFIX_LENGTH = 19;

/** `sk_` and 64 hexadecimal digits, of which the last 8 are the CRC-32 of the 56 before them. */
export function apiKeyOf(random: Uint8Array): string {
  const digits = Buffer.from(random.subarray(0, API_KEY_BYTES)).toString('hex');
  return `${SCHEME}${digits}${checksumOf(digits)}`;
}

/** Whether it can be a key of ours: what was mistyped, cut off or made up needs no look-up. */
export function hasApiKeyForm(text: string): boolean {
  if (!API_KEY_PATTERN.test(text)) return false;
  const digits = text.slice(SCHEME.length, -CHECKSUM_LENGTH);
  return text.endsWith(checksumOf(digits));
}

/** What may be shown of a key after its first day, to tell it from others. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}

function checksumOf(digits: string): string {
  return crc32(digits).toString(16).padStart(CHECKSUM_LENGTH, '0');
}
