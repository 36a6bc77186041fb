import { LatchkeyError } from './latchkey-error.js';

export interface ClientCredentials {
  readonly clientId?: string;
  /** Never in a browser. A public client has none, and proves itself by PKCE. */
  readonly clientSecret?: string;
}

export interface SessionOptions {
  /** Whether the mode `auto` may use the browser's cookie. Default `true`. */
  readonly enabled?: boolean;
  /** Default `include`. */
  readonly credentials?: RequestCredentials;
  /** Outside a browser: the cookie's value, or a whole `name=value`. */
  readonly cookie?: string | (() => string | Promise<string>);
}

/** Who the app is, towards the server. */
export class Identity {
  constructor(
    private readonly credentials: ClientCredentials,
    private readonly origin: string,
  ) {}

  get clientId(): string | undefined {
    return this.credentials.clientId;
  }

  get hasSecret(): boolean {
    return this.credentials.clientId !== undefined && this.credentials.clientSecret !== undefined;
  }

  get basic(): string {
    return basicHeader(formEncoded(this.credentials.clientId), formEncoded(this.credentials.clientSecret));
  }

  /**
   * The fields by which a public client names itself; a confidential one uses Basic, and no second method (RFC 6749 §2.3).
   * @throws LatchkeyError `no_client`
   */
  get fields(): { readonly client_id?: string } {
    const { clientId } = this.credentials;
    if (clientId === undefined)
      throw new LatchkeyError({ code: 'no_client', description: 'clientId is not configured' });
    return this.hasSecret ? {} : { client_id: clientId };
  }

  /** In a browser nothing: there the cookie and the origin are the browser's own. */
  async cookie({ cookie }: SessionOptions): Promise<Readonly<Record<string, string>>> {
    const value = typeof cookie === 'function' ? await cookie() : cookie;
    if (value === undefined || value === '') return {};
    // Without a browser to say where a change comes from, the server would refuse it as cross-site.
    return { cookie: value.includes('=') ? value : `ZEYOSID=${value}`, origin: this.origin };
  }
}

export function basicHeader(name: string, password: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${password}`)))}`;
}

/** RFC 6749 §2.3.1: each half is form-encoded before they are joined. */
function formEncoded(text = ''): string {
  return new URLSearchParams({ _: text }).toString().slice(2);
}
