/**
 * Every refusal this service can give. `status` is the HTTP status where the surface's profile says nothing else; the OAuth
 * codes are those of RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 8707 §2, RFC 7009 §2.2.1, RFC 8628 §3.5 and OpenID
 * Connect Core §3.1.2.6.
 */
const STATUS = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  unsupported_token_type: 400,
  invalid_scope: 400,
  invalid_target: 400,
  invalid_redirect_uri: 400,
  access_denied: 400,
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  login_required: 400,
  consent_required: 400,
  interaction_required: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  credentials_required: 401,
  invalid_token: 401,
  invalid_session: 401,
  invalid_api_key: 401,
  invalid_login: 401,
  otp_required: 401,
  invalid_otp: 401,
  insufficient_scope: 403,
  plan_limit_reached: 403,
  forbidden: 403,
  csrf_failed: 403,
  https_required: 403,
  not_found: 404,
  unknown_instance: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 400,
  already_revoked: 400,
  weak_password: 400,
  invalid_proof: 400,
  rate_limited: 429,
  server_error: 500,
  temporarily_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

export interface ErrorDetail {
  /** Why, for the log: never shown to the caller. */
  readonly cause?: unknown;
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfter?: number;
  /** The scope that would have been enough (RFC 6750 §3.1). */
  readonly scope?: string;
  /** What a surface promises to say more exactly than the code does, such as `malformed_scope`. */
  readonly identifier?: string;
  /** Which inputs were wrong, by their name on the wire. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The challenge that belongs to a 401: which credential the caller may try. */
  readonly challenge?: 'Basic' | 'Bearer';
}

/** The only error that the domain throws. `code` and `description` go to the caller, `cause` goes to the log. */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly description: string,
    readonly detail: ErrorDetail = {},
  ) {
    super(description, { cause: detail.cause });
    this.status = STATUS[code];
  }
}

type Refusal = (description: string, detail?: ErrorDetail) => AuthError;

const refusal =
  (code: ErrorCode): Refusal =>
  (description, detail) =>
    new AuthError(code, description, detail);

export const invalidRequest = refusal('invalid_request');
export const invalidClient = refusal('invalid_client');
export const invalidGrant = refusal('invalid_grant');
export const unauthorizedClient = refusal('unauthorized_client');
export const unsupportedGrantType = refusal('unsupported_grant_type');
export const unsupportedResponseType = refusal('unsupported_response_type');
export const invalidScope = refusal('invalid_scope');
export const invalidTarget = refusal('invalid_target');
export const invalidRedirectUri = refusal('invalid_redirect_uri');
export const accessDenied = refusal('access_denied');
export const authorizationPending = refusal('authorization_pending');
export const slowDown = refusal('slow_down');
export const expiredToken = refusal('expired_token');
export const loginRequired = refusal('login_required');
export const consentRequired = refusal('consent_required');
export const requestNotSupported = refusal('request_not_supported');
export const requestUriNotSupported = refusal('request_uri_not_supported');
export const credentialsRequired = refusal('credentials_required');
export const invalidToken = refusal('invalid_token');
export const invalidSession = refusal('invalid_session');
export const invalidApiKey = refusal('invalid_api_key');
export const invalidLogin = refusal('invalid_login');
export const otpRequired = refusal('otp_required');
export const invalidOtp = refusal('invalid_otp');
export const insufficientScope = refusal('insufficient_scope');
export const planLimitReached = refusal('plan_limit_reached');
export const alreadyRevoked = refusal('already_revoked');
export const forbidden = refusal('forbidden');
export const csrfFailed = refusal('csrf_failed');
export const httpsRequired = refusal('https_required');
export const notFound = refusal('not_found');
export const unknownInstance = refusal('unknown_instance');
export const conflict = refusal('conflict');
export const invalidInput = refusal('invalid_input');
export const weakPassword = refusal('weak_password');
export const invalidProof = refusal('invalid_proof');
export const rateLimited = refusal('rate_limited');
export const temporarilyUnavailable = refusal('temporarily_unavailable');
