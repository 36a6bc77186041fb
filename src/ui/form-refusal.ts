import { AuthError, type ErrorCode } from '../core/errors.js';

/** A form that was refused: what to say about it, and how the answer is marked. */
export interface RefusedForm<Name extends string> {
  readonly error: Name;
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What a page can say. */
export interface RefusalTexts<Name extends string> {
  readonly byCode: Partial<Record<ErrorCode, Name>>;
  /** Where more can be said: by code and field. */
  readonly byField: Readonly<Record<string, Name>>;
}

/** One of the page's sentences, never the error's own text: callers can shape that. @throws what the page can not say */
export function refusedForm<Name extends string>(
  thrown: unknown,
  { byCode, byField }: RefusalTexts<Name>,
): RefusedForm<Name> {
  if (!(thrown instanceof AuthError)) throw thrown;
  const { code, status, detail } = thrown;
  const [field = ''] = Object.keys(detail.fields ?? {});
  const error = byField[`${code}.${field}`] ?? byCode[code];
  if (error === undefined) throw thrown;
  return { error, status, retryAfter: detail.retryAfter };
}
