const REDACTED = '[redacted]';
const MAXIMUM_DEPTH = 6;
const MAXIMUM_ENTRIES = 100;
const MAXIMUM_LENGTH = 8_192;

const SENSITIVE_NAME =
  /authorization|cookie|passw|passphrase|secret|token|assertion|verifier|credential|api[-_]?key|private[-_]?key|^(?:code|otp|pin|csrf|state|nonce|identifier|jwt|dpop|query|parameters|search)$/i;

/** Our own secrets by their prefixes, API keys, JWTs, the two credential schemes, and PEM blocks. */
const SECRET_TEXT =
  /\b(?:sk|ac|dc|rt|at|cs|wh|mp)_[\w-]{8,}|\bey[\w-]{8,}\.[\w-]+(?:\.[\w-]*)*|\b(?:Bearer|Basic|DPoP)\s+[\w.~+/=-]+|-----BEGIN [^-]+-----[^-]*(?:-----END [^-]+-----)?/gi;

/** `password=…`, `"token": "…"`, `code: …`: a name that says what stands after it. */
const NAMED_SECRET =
  /\b([\w-]*(?:passw(?:or)?d|secret|token|verifier|assertion|api[-_]?key)|code|otp|csrf|cookie|set-cookie)(["']?\s*[=:]\s*)("[^"]*"?|'[^']*'?|[^\s&,;"'}]+)/gi;

/** Userinfo of a URL: `postgres://user:password@host`. */
const USER_INFO = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]{1,512}@/gi;

/** What a terminal or a log viewer would obey or hide: C0 but line break and tab, C1, line separators, bidirectional controls. JSON escapes the rest. */
const UNSAFE_CHARACTER = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text as it may stand in a log: without what looks like a secret, at most 8 KiB of it. */
export function redactText(text: string): string {
  return text
    .slice(0, MAXIMUM_LENGTH)
    .replace(UNSAFE_CHARACTER, '\ufffd')
    .replace(SECRET_TEXT, REDACTED)
    .replace(NAMED_SECRET, `$1$2${REDACTED}`)
    .replace(USER_INFO, `$1${REDACTED}@`);
}

/** Any value as it may stand in a log: members with a telling name are dropped, texts are searched, depth and width are bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return redactText(String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAXIMUM_DEPTH || ArrayBuffer.isView(value)) return '[…]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, MAXIMUM_ENTRIES).map((entry) => redact(entry, depth + 1));
  if (value instanceof Map || value instanceof Set) return redact([...value], depth);
  return redactMembers(Object.entries(value), depth);
}

function redactMembers(entries: [string, unknown][], depth: number): Record<string, unknown> {
  const members = entries.slice(0, MAXIMUM_ENTRIES).map(([name, value]): [string, unknown] => {
    return [redactText(name), SENSITIVE_NAME.test(name) ? REDACTED : redact(value, depth + 1)];
  });
  return Object.fromEntries(members);
}

/** Only what is named here: drivers hang statements and their parameters on errors. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const errorCode =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  return {
    name: error.name,
    message: redactText(error.message),
    errorCode,
    stack: redactText(error.stack ?? ''),
    cause: error.cause === undefined ? undefined : redact(error.cause, depth + 1),
  };
}
