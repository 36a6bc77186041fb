/** Which parts of the scope were wrong. */
export class ScopeFaultsDto {
  /** Such as `bearer_does_not_exist` or `malformed_scope`. */
  scopes: string[];
}

/** RFC 6749 §5.2 */
export class OAuthRefusalDto {
  /** @example invalid_grant */
  error: string;
  /** For the developer of the client; of a scope it begins with the identifier of what is wrong. */
  error_description: string;
  errors?: ScopeFaultsDto;
}
