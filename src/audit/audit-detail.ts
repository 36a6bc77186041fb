import { hasSecretFormat, isJwtShaped, type SecretKind, SECRET_PREFIX } from '../core/secret-format.js';

type DetailValue = string | number | boolean | null | readonly string[];

/** What is worth knowing of an event beside who and when: ids, names, counts, reasons. */
export type AuditDetail = Readonly<Record<string, DetailValue | undefined>>;

const MAXIMUM_MEMBERS = 20;
const MAXIMUM_LENGTH = 200;
const MAXIMUM_ITEMS = 20;

const MASK = '[removed]';

/** Names under which people are tempted to write secrets down; `tokenId` and `clientSecretId` are none. */
const SECRET_NAME =
  /(?:password|secret|token|verifier|authorization|cookie|assertion|otp|private_?key|(?:^|authorization_?)code)$/i;

/** The detail as it is stored: at most 20 members of at most 20 items of 200 characters each, and nothing that looks like a secret. */
export function boundedDetail(detail: AuditDetail): Record<string, DetailValue> {
  const members = Object.entries(detail).slice(0, MAXIMUM_MEMBERS);
  return Object.fromEntries(
    members.map(([name, value = null]) => [cut(name), SECRET_NAME.test(name) ? MASK : bounded(value)]),
  );
}

function bounded(value: DetailValue): DetailValue {
  if (typeof value === 'string') return boundedText(value);
  return isList(value) ? value.slice(0, MAXIMUM_ITEMS).map(boundedText) : value;
}

function isList(value: DetailValue): value is readonly string[] {
  return Array.isArray(value);
}

function boundedText(text: string): string {
  return isSecret(text) ? MASK : cut(text);
}

function isSecret(text: string): boolean {
  const kinds = Object.keys(SECRET_PREFIX) as SecretKind[];
  return text.startsWith('sk_') || isJwtShaped(text) || kinds.some((kind) => hasSecretFormat(kind, text));
}

function cut(text: string): string {
  return text.slice(0, MAXIMUM_LENGTH);
}
