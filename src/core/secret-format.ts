import { hash, timingSafeEqual } from 'node:crypto';
import { isBase64Url } from './base64url.js';

/** What a minted secret begins with, so that a leaked one can be recognised and a wrong one refused without a look-up. */
export const SECRET_PREFIX = {
  authorizationCode: 'ac_',
  deviceCode: 'dc_',
  refreshToken: 'rt_',
  accessToken: 'at_',
  clientSecret: 'cs_',
  invitation: 'in_',
  mailProof: 'mp_',
} as const;

export type SecretKind = keyof typeof SECRET_PREFIX;

export const API_KEY_PATTERN = /^sk_[0-9a-f]{64}$/;

/** 32 random bytes in base64url. */
const RANDOM_PART = /^[A-Za-z0-9_-]{43}$/;

/** Longest token that is looked at, in characters. */
export const MAXIMUM_TOKEN_LENGTH = 8_192;

/** Base64url SHA-256 of the UTF-8 text: how a secret of full entropy is stored. Never for passwords. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** Compares two secrets through their hashes, so that the time tells neither where they differ nor whether their lengths do. */
export function equalsInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}

/** Whether the text has the form of a secret that we minted: its prefix and 32 random bytes in base64url. */
export function hasSecretFormat(kind: SecretKind, text: string): boolean {
  const prefix = SECRET_PREFIX[kind];
  return text.startsWith(prefix) && RANDOM_PART.test(text.slice(prefix.length));
}

/** Three non-empty, canonical base64url parts (RFC 7515 §7.1), at most 8,192 characters. An unsecured JWT has no third part. */
export function isJwtShaped(text: string): boolean {
  if (text.length > MAXIMUM_TOKEN_LENGTH) return false;
  const parts = text.split('.', 4);
  return parts.length === 3 && parts.every((part) => part !== '' && isBase64Url(part));
}
