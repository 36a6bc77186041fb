import { generateURI, ScureBase32Plugin, verifySync } from 'otplib';

/** RFC 4226 §4 R6: 160 bits. */
export const SECRET_BYTES = 20;
/** Seconds of a time step. */
const PERIOD = 30;
const CODE = /^\d{6}$/;

export function base32(secret: Uint8Array): string {
  return new ScureBase32Plugin().encode(secret, { padding: false });
}

/**
 * The time step of a right code, of this one or of the one before or after it, because clocks differ (RFC 6238 §5.2); `undefined`
 * where it is wrong. `now` is in milliseconds.
 */
export function stepOf(secret: string, typed: string, now: number): number | undefined {
  const token = typed.replace(/\s/g, '');
  if (!CODE.test(token)) return undefined;
  const result = verifySync({ secret, token, epoch: Math.floor(now / 1_000), epochTolerance: PERIOD });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** What an authenticator app reads from the QR code. */
export function otpauthUri(secret: string, account: { readonly issuer: string; readonly label: string }): string {
  return generateURI({ ...account, secret });
}
