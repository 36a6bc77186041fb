/** RFC 7517 §4, RFC 7518 §6: the public half of a signing key. */
export class PublicJwkDto {
  kid: string;
  /** `EC` or `RSA`. */
  kty: string;
  /** @example ES256 */
  alg: string;
  /** @example sig */
  use: string;
  /** EC: the curve. */
  crv?: string;
  /** EC: the coordinates, base64url. */
  x?: string;
  y?: string;
  /** RSA: modulus and exponent, base64url. */
  n?: string;
  e?: string;
}

/** RFC 7517 §5 */
export class JwkSetDto {
  keys: PublicJwkDto[];
}
