import type { ExecutionContext } from '@nestjs/common';
import { type Clock, SystemClock } from '../platform/clock.js';

/** What a service has to say about itself to be guarded. */
export interface GuardOptions {
  /** Whose tokens are accepted, to the letter: `https://id.example/demo/oauth2/v1`. */
  readonly issuer: string;
  /** What this service is called in `aud`; a token for another one is refused (RFC 9068 §4). */
  readonly audience: string | readonly string[];
  /**
   * The confidential client of the app that is this API. With it the guard follows what is revoked; without, it could only
   * let in what may have ended.
   */
  readonly client: { readonly id: string; readonly secret: string };
  /** Where the issuer is reached from here, if not by its name. */
  readonly address?: string;
  /**
   * Default `true`: a route that states neither `@Requires` nor `@Public` stops the boot. With `false` such a route needs some
   * valid credential; it is never open.
   */
  readonly requirePolicy?: boolean;
  /** Where the `Authorization` of a message stands, for transports that the guard does not know. */
  readonly authorizationOf?: (context: ExecutionContext) => string | undefined;
  /** For tests: they move their own time, and need no network. */
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

/** The options with their defaults. */
export class GuardSettings {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly requirePolicy: boolean;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly authorizationOf?: GuardOptions['authorizationOf'];
  /** Ends with a slash. */
  readonly address: string;
  /** Basic, form-encoded (RFC 6749 §2.3.1). */
  readonly authorization: string;

  /** @throws Error for what can not work, when the service is put together. */
  constructor(options: GuardOptions) {
    const { issuer, audience, client, address = issuer } = options;
    for (const url of [issuer, address]) if (!URL.canParse(url)) throw new Error(`the issuer '${url}' is not a URL`);
    this.issuer = issuer;
    this.audience = [audience].flat();
    if (this.audience.length === 0 || this.audience.includes('')) throw new Error('the guard needs an audience');
    if (!client?.id || !client.secret) {
      throw new Error('the guard needs a client to follow what is revoked: client: { id, secret }');
    }
    this.authorization = `Basic ${Buffer.from(`${encode(client.id)}:${encode(client.secret)}`).toString('base64')}`;
    this.address = `${address.replace(/\/+$/, '')}/`;
    this.requirePolicy = options.requirePolicy ?? true;
    this.authorizationOf = options.authorizationOf;
    this.clock = options.clock ?? new SystemClock();
    this.fetch = options.fetch ?? fetch;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}
