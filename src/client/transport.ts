import { type Answer, readAnswer, secondsToWait } from './answer.js';
import { LatchkeyError } from './latchkey-error.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface RetryOptions {
  /** How often a call is repeated at most. Default 2. */
  readonly attempts?: number;
  /** Milliseconds that a `Retry-After` may ask for; a longer one is left to the caller, in the error's `retryAfter`. Default 10,000. */
  readonly maxWait?: number;
  /** Milliseconds before the first repetition where the server names none; doubled each time, and half as much again by chance. Default 300. */
  readonly pause?: number;
}

export interface WireRequest {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials: RequestCredentials;
  /** Whether doing it twice does no more than once. */
  readonly isRepeatable: boolean;
  readonly signal?: AbortSignal;
}

export interface TransportOptions {
  readonly fetch: Fetch;
  readonly retry: Required<RetryOptions>;
  /** Milliseconds an attempt may take. */
  readonly timeout: number;
}

/** Failures of a connection that was never made (Node's names): nothing has been sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * Sends, and sends again what is safe to: after 429, which refuses before anything is done; after 503, if it is repeatable or the
 * server names a time in `Retry-After`; after a broken connection only what is repeatable, or never left.
 */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /** @throws LatchkeyError where no answer arrived; a refusal is an answer */
  async send(request: WireRequest): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.attempt(request);
      const pause = attempt < this.options.retry.attempts ? this.pauseAfter(outcome, request, attempt) : undefined;
      if (pause !== undefined) await sleep(pause);
      else if (outcome instanceof LatchkeyError) throw outcome;
      else return outcome;
    }
  }

  private async attempt({
    operation,
    url,
    isRepeatable: _,
    signal,
    ...request
  }: WireRequest): Promise<Answer | LatchkeyError> {
    const timeout = AbortSignal.timeout(this.options.timeout);
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
    try {
      // Nothing of ours redirects, and a redirected POST would carry a secret elsewhere.
      return await readAnswer(await this.options.fetch(url, { ...request, signal: either, redirect: 'error' }));
    } catch (cause) {
      const code = signal?.aborted === true ? 'aborted' : timeout.aborted ? 'timeout' : 'network_error';
      return new LatchkeyError({ code, description: textOf(cause, 'message'), operation, cause });
    }
  }

  private pauseAfter(outcome: Answer | LatchkeyError, request: WireRequest, attempt: number): number | undefined {
    const backoff = this.options.retry.pause * 2 ** attempt * (1 + Math.random() / 2);
    if (outcome instanceof LatchkeyError) return mayRepeat(outcome, request) ? backoff : undefined;
    const seconds = secondsToWait(outcome.headers);
    const isHeld =
      outcome.status === 429 || (outcome.status === 503 && (request.isRepeatable || seconds !== undefined));
    if (!isHeld) return undefined;
    const pause = seconds === undefined ? backoff : seconds * 1000;
    return pause <= this.options.retry.maxWait ? pause : undefined;
  }
}

function mayRepeat(error: LatchkeyError, { isRepeatable }: WireRequest): boolean {
  if (error.code === 'aborted') return false;
  return isRepeatable || NEVER_SENT.has(systemCode(error.cause));
}

function systemCode(error: unknown): string {
  return textOf(memberOf(error, 'cause'), 'code') ?? '';
}

function textOf(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
