import type { AuthError, ErrorCode } from '../../../core/errors.js';

/** What the directory's clients read: a code, and for inputs which of them are wrong. */
export interface DirectoryRefusal {
  readonly status: number;
  readonly errors: readonly string[] | Readonly<Record<string, readonly string[]>>;
}

interface Wording {
  readonly status: number;
  readonly code: string;
}

/** Only a token that is missing is a 401; what is wrong with one that came is a 403. */
const WORDINGS: Readonly<Partial<Record<ErrorCode, Wording>>> = {
  credentials_required: { status: 401, code: 'no_jwt_passed' },
  invalid_token: { status: 403, code: 'invalid_jwt' },
  invalid_api_key: { status: 403, code: 'invalid_jwt' },
  insufficient_scope: { status: 403, code: 'unpermitted_scope' },
  forbidden: { status: 403, code: 'unpermitted_subject' },
  unknown_instance: { status: 404, code: 'not_found' },
};

/** Inputs, whatever rule they break. */
const ABOUT_INPUT: ReadonlySet<ErrorCode> = new Set([
  ...(['invalid_input', 'conflict', 'invalid_scope', 'invalid_redirect_uri', 'weak_password'] as const),
]);

/** Where a rule says of no field that it is wrong, it is the whole. */
const WHOLE = 'base';

const INPUT_OF: Readonly<Partial<Record<ErrorCode, string>>> = {
  invalid_scope: 'desired_oauth_scopes',
  invalid_redirect_uri: 'oauth_redirect_urls',
};

export function directoryRefusalOf({ code, status, description, detail }: AuthError): DirectoryRefusal {
  if (ABOUT_INPUT.has(code)) {
    const fields = Object.entries(detail.fields ?? { [INPUT_OF[code] ?? WHOLE]: description });
    return { status: 422, errors: Object.fromEntries(fields.map(([name, reason]) => [nameOf(name), [reason]])) };
  }
  if (code === 'invalid_token' && detail.identifier === 'expired') return { status: 403, errors: ['jwt_expired'] };
  const wording = WORDINGS[code] ?? { status, code };
  const more = code === 'insufficient_scope' || code === 'invalid_request' ? [detail.scope ?? description] : [];
  return { status: wording.status, errors: [wording.code, ...more] };
}

/** The domain's names of fields in the directory's spelling. */
const NAMES: Readonly<Record<string, string>> = {
  zoneinfo: 'time_zone',
  url: 'webhook_url',
  entryPoint: 'entry_point_url',
  redirectUris: 'oauth_redirect_urls',
  scope: 'desired_oauth_scopes',
};

function nameOf(field: string): string {
  return NAMES[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
