import http from 'node:http';
import https from 'node:https';
import { Injectable } from '@nestjs/common';
import { NOT_PUBLIC, publicOnly, Settings } from '../platform/index.js';
import { problemOf } from './webhook-url.js';

export interface WebhookRequest {
  readonly url: string;
  /** Sent byte for byte. */
  readonly body: string;
  /** Hexadecimal HMAC-SHA256 of the body. */
  readonly signature: string;
}

/** Milliseconds for all of it: name, connection, handshake, answer. */
const TIMEOUT = 5_000;

/**
 * One POST to an address that somebody else has chosen. No redirect is followed, nothing of the answer but its status is read, and
 * the address is judged where it is connected to, so that a name can not mean one thing when asked and another when called.
 */
@Injectable()
export class WebhookSender {
  constructor(private readonly settings: Settings) {}

  /** Answers the HTTP status. @throws Error where there is none, whose message tells the vendor why */
  async send(request: WebhookRequest): Promise<number> {
    const problem = problemOf(new URL(request.url), this.settings);
    if (problem) throw new Error(`the URL must be ${problem}`);
    try {
      return await this.post(request);
    } catch (error) {
      throw new Error(reasonOf(error), { cause: error });
    }
  }

  private post({ url, body, signature }: WebhookRequest): Promise<number> {
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Latchkey-Webhooks/1',
      'x-loom-signature': signature,
    };
    const lookup = this.settings.webhooksAllowPrivate ? undefined : publicOnly;
    // A connection of its own each time: a kept one would go to an address that was judged for somebody else's name.
    const options = { method: 'POST', headers, agent: false, lookup, signal: AbortSignal.timeout(TIMEOUT) } as const;
    return new Promise((settle, reject) => {
      const send = url.startsWith('https:') ? https.request : http.request;
      const request = send(url, options, (response) => {
        settle(response.statusCode ?? 0);
        response.destroy();
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ABORT_ERR: 'no answer in time',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was closed',
  ENOTFOUND: 'the host name is not known',
};

/** In our own words where there are some; codes of Node and OpenSSL say the rest, never a text that came from there. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'no answer';
  if ('message' in error && error.message === NOT_PUBLIC) return NOT_PUBLIC;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return REASONS[code] ?? `no answer (${code.slice(0, 64)})`;
}
