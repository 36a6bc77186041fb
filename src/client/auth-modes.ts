/** How calls authenticate: whatever there is, tokens only, the browser's cookie only, not at all. */
export type AuthMode = 'auto' | 'oauth' | 'session' | 'none';

/** What an operation lets a caller authenticate with. */
export type Credential = 'basic' | 'bearer' | 'session';

/** One way of sending a call. */
export type Candidate = Credential | 'none';

export interface Holdings {
  readonly hasSecret: boolean;
  readonly hasToken: boolean;
  readonly isSessionEnabled: boolean;
}

const MODES: ReadonlySet<string> = new Set<AuthMode>(['auto', 'oauth', 'session', 'none']);

export function modeOf(value: string | undefined): AuthMode {
  return MODES.has(value ?? '') ? (value as AuthMode) : 'auto';
}

/**
 * The ways to try, in order; only a 401 leads from one to the next. An operation that accepts nothing is open to all: the cookie
 * goes with it where the mode has one, so that an answer may set it. None: the mode has nothing that the operation accepts.
 */
export function candidatesOf(
  mode: AuthMode,
  accepts: ReadonlySet<Credential>,
  { hasSecret, hasToken, isSessionEnabled }: Holdings,
): readonly Candidate[] {
  const basic = accepts.has('basic') && hasSecret;
  if (mode === 'none') return ['none'];
  if (mode === 'oauth') return [basic ? 'basic' : accepts.has('bearer') ? 'bearer' : 'none'];
  if (mode === 'session') return accepts.has('session') || accepts.size === 0 ? ['session'] : [];
  const found: Candidate[] = [];
  if (basic) found.push('basic');
  if (accepts.has('bearer') && hasToken) found.push('bearer');
  if ((accepts.has('session') || accepts.size === 0) && isSessionEnabled) found.push('session');
  if (found.length > 0) return found;
  return [accepts.has('bearer') ? 'bearer' : 'none'];
}
