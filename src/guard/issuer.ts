import { Injectable } from '@nestjs/common';
import { temporarilyUnavailable } from '../core/errors.js';
import { type JsonObject, parseStrictJson } from '../core/strict-json.js';
import { GuardSettings } from './guard-options.js';
import { type FeedAnswer, feedAnswerOf } from './feed-answer.js';

/** Milliseconds that a request of ours may take, beyond what it asks to wait. */
const PATIENCE = 2_000;
/** RSA keys take their time where the issuer has to make its first ones. */
const PATIENCE_FOR_KEYS = 10_000;

export interface FeedQuestion {
  readonly after: number;
  /** Milliseconds. */
  readonly wait: number;
  readonly signal: AbortSignal;
}

interface Asked extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

/** The server whose tokens are verified, as far as its own API tells. */
@Injectable()
export class Issuer {
  constructor(private readonly settings: GuardSettings) {}

  /** RFC 7517 §5. @throws temporarily_unavailable */
  async keys(): Promise<readonly unknown[]> {
    const { keys } = await this.ask('jwks', { signal: AbortSignal.timeout(PATIENCE_FOR_KEYS) });
    if (!Array.isArray(keys)) throw unreachable('the JWKS has no keys');
    return keys;
  }

  /** @throws temporarily_unavailable */
  async revocations({ after, wait, signal }: FeedQuestion): Promise<FeedAnswer> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE + wait)]);
    const answer = await this.ask(`revocations?after=${after}&wait=${wait / 1_000}`, { signal: patience });
    return feedAnswerOf(answer) ?? refuse('the feed is malformed');
  }

  /** RFC 7662 §2. @throws temporarily_unavailable */
  introspect(token: string): Promise<JsonObject> {
    return this.ask('introspect', { method: 'POST', body: new URLSearchParams({ token }) });
  }

  /** The verdict of `POST /api/api-keys/verify`. @throws temporarily_unavailable */
  verifyKey(key: string, address: string | undefined): Promise<JsonObject> {
    const headers = { 'content-type': 'application/json' };
    return this.ask('../../api/api-keys/verify', { method: 'POST', headers, body: JSON.stringify({ key, address }) });
  }

  private async ask(path: string, { headers, ...request }: Asked): Promise<JsonObject> {
    const { address, authorization, fetch } = this.settings;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const sent: RequestInit = { signal, redirect: 'error', ...request, headers: { ...headers, authorization } };
      const response = await fetch(new URL(path, address), sent);
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 500)}`);
      return parseStrictJson(text) ?? refuse('no JSON object');
    } catch (error) {
      throw unreachable(`${path.replace(/\?.*/, '')}: ${String(error)}`);
    }
  }
}

function refuse(cause: string): never {
  throw unreachable(cause);
}

/** No answer is no verdict: what can not be known is refused (I12). */
function unreachable(cause: string): Error {
  return temporarilyUnavailable('whether the credential holds can not be told at the moment', { cause, retryAfter: 1 });
}
