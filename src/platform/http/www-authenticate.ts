import type { AuthError } from '../../core/errors.js';

/** Which of our codes are RFC 6750 §3.1 errors, and which one. A caller that sent nothing gets no error code (same section). */
const BEARER_ERRORS: Readonly<Record<string, string>> = {
  invalid_token: 'invalid_token',
  invalid_api_key: 'invalid_token',
  insufficient_scope: 'insufficient_scope',
};

/** The `WWW-Authenticate` value that belongs to a refusal (RFC 9110 §11.6.1, RFC 6750 §3), if one does. */
export function challengeOf(refusal: AuthError, realm: string): string | undefined {
  const { code, detail, status } = refusal;
  if (detail.challenge === 'Basic') return `Basic realm="${realm}", charset="UTF-8"`;
  const error = BEARER_ERRORS[code];
  if (error === undefined) return status === 401 ? `Bearer realm="${realm}"` : undefined;
  const scope = detail.scope === undefined ? '' : `, scope="${errorText(detail.scope)}"`;
  return `Bearer realm="${realm}", error="${error}", error_description="${errorText(refusal.description)}"${scope}`;
}

/** The characters that RFC 6749 §5.2 and RFC 6750 §3 allow in an error text: printable ASCII without quote and backslash. */
export function errorText(text: string): string {
  return text
    .replace(/["\\]/g, "'")
    .replace(/[^\x20-\x7e]+/g, '?')
    .slice(0, 1_000);
}

/** The instance in the path names the realm; anything that is no instance name, and paths without one, the service does. */
export function realmOf(request: object): string {
  const params: unknown = 'params' in request ? request.params : undefined;
  if (typeof params !== 'object' || params === null || !('instance' in params)) return 'latchkey';
  const { instance } = params;
  return typeof instance === 'string' && /^[a-z][a-z0-9-]{1,62}$/.test(instance) ? instance : 'latchkey';
}
