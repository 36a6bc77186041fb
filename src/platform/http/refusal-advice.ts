import { AuthError, type ErrorCode } from '../../core/errors.js';

/** What whoever meets a refusal can do about it: the sentences of the API's description. */
const ADVICE: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'Something is missing, malformed or sent twice; correct what the description names.',
  invalid_client:
    'Unknown client, wrong secret, or another way of authenticating than the registered one; check id and secret.',
  invalid_grant:
    'The code or refresh token is wrong, used, expired or another client’s; send the person through `authorize` again.',
  unauthorized_client: 'The client is not registered for this; change its grant types, or use another client.',
  unsupported_grant_type: 'Use one of `grant_types_supported` of the discovery document.',
  unsupported_response_type: 'Ask for `response_type=code`.',
  unsupported_token_type: 'This kind of token can not be revoked; leave `token_type_hint` out.',
  invalid_scope: 'Unknown, malformed, or more than was granted; ask for less.',
  invalid_target: 'There is no API with this audience here; check `resource`.',
  invalid_redirect_uri: 'Use a registered redirect URI, to the letter.',
  access_denied: 'The person said no; ask again only when they want to.',
  authorization_pending: 'The person has not decided yet; poll again after `interval` seconds.',
  slow_down: 'Polled too soon; add five seconds to `interval`, and poll on.',
  expired_token: 'Nobody decided in time; begin again with a new code.',
  login_required: 'Nobody is signed in; start over without `prompt=none`.',
  consent_required: 'The person has not allowed this yet; start over without `prompt=none`.',
  interaction_required: 'The person has to answer a page; start over without `prompt=none`.',
  request_not_supported: 'Send the parameters themselves instead of `request`.',
  request_uri_not_supported: 'Send the parameters themselves instead of `request_uri`.',
  credentials_required: 'Send an access token as `Authorization: Bearer …`, or sign in on the pages for the cookie.',
  invalid_token: 'The token is wrong, expired or revoked; refresh it, or sign in again.',
  invalid_session: 'The session has ended; sign in again.',
  invalid_api_key: 'The key is wrong, expired or revoked; make a new one.',
  invalid_login: 'Wrong address or password; try again.',
  otp_required:
    'The password is right, and the person has a second factor: repeat the request with a code of the authenticator app, or a backup code, as `otp`.',
  invalid_otp: 'The code is wrong, expired or used; send the next one together with the password.',
  insufficient_scope: 'The credential holds, but not for this; ask for the scope that `WWW-Authenticate` names.',
  plan_limit_reached: 'The plan allows no more of them; revoke one that is not used, or change the plan.',
  forbidden: 'This kind of credential or bearer may not do this; use another one.',
  csrf_failed: 'With the cookie, a change must come from a page of this origin; send a token from anywhere else.',
  https_required: 'Send the request over HTTPS.',
  not_found: 'There is none of this id among what the caller may see; list them first.',
  unknown_instance: 'There is no such instance; check the first segment of the path.',
  method_not_allowed: 'Use a method that `Allow` names.',
  conflict: 'It exists already, or was changed meanwhile; read it again.',
  payload_too_large: 'The body is larger than 64 KB; send less.',
  unsupported_media_type: 'Send a form or JSON, and say so in `Content-Type`.',
  invalid_input: 'An input is not valid; `fields` says which.',
  already_revoked: 'It was revoked before; there is nothing left to do.',
  weak_password: 'Choose a longer or less common password.',
  invalid_proof: 'The link was used, is over, or a newer one has taken its place; ask for another letter.',
  rate_limited: 'Too many attempts; wait for the seconds in `Retry-After`.',
  server_error: 'Our fault; report the `requestId`.',
  temporarily_unavailable: 'Nothing was changed; try again after the seconds in `Retry-After`.',
};

export interface DescribedStatus {
  readonly status: number;
  /** Names every code of the status, and what to do about it. */
  readonly description: string;
  /** What stands in the example. */
  readonly first: ErrorCode;
  readonly advice: string;
}

/** What a route may refuse with, by status. */
export function describeRefusals(codes: readonly ErrorCode[]): readonly DescribedStatus[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = new AuthError(code, '');
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, [first = 'server_error', ...others]]) => {
    const description = [first, ...others].map((code) => `\`${code}\`: ${ADVICE[code]}`).join('\n\n');
    return { status, description, first, advice: ADVICE[first] };
  });
}
