import { LatchkeyError } from './latchkey-error.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, `null` where there is none, the text otherwise. */
  readonly body: unknown;
}

const MAX_DESCRIPTION = 200;

export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  if (text === '') return { status, headers, body: null };
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
  return { status, headers, body: isJson ? parsed(text) : text };
}

export function refusalOf({ status, headers, body }: Answer, operation: string): LatchkeyError {
  return new LatchkeyError({
    status,
    code: firstText(body, ['error', 'code']) ?? headers.get('x-error-code') ?? `http_${status}`,
    description: describe(body),
    retryAfter: secondsToWait(headers),
    body,
    operation,
  });
}

/** RFC 9110 §10.2.3: seconds, or a date. */
export function secondsToWait(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

// A proxy's answer may be cut off; then its text says more than a syntax error would.
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describe(body: unknown): string | undefined {
  const description =
    typeof body === 'string' ? body : firstText(body, ['message', 'error_description', 'detail', 'error', 'title']);
  return description?.slice(0, MAX_DESCRIPTION);
}

function firstText(body: unknown, names: readonly string[]): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = body as Readonly<Record<string, unknown>>;
  return names.map((name) => fields[name]).find((value) => typeof value === 'string');
}
