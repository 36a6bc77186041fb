import type { IncomingHttpHeaders } from 'node:http';
import { HttpReply } from '../../src/platform/http/http-reply.js';
import { RequestContext } from '../../src/platform/http/request-context.js';
import { TrustedProxies } from '../../src/platform/http/trusted-proxies.js';

/** A browser without a network: it keeps the cookies of the answers, and makes the requests that services are given. */
export class FakeBrowser {
  private readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` line, as sent. */
  readonly setCookies: string[] = [];

  constructor(private readonly address = '192.0.2.1') {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  context(headers: IncomingHttpHeaders = {}, method = 'POST'): RequestContext {
    const request = {
      method,
      url: '/',
      rawHeaders: [],
      headers: { cookie: this.cookieHeader, 'user-agent': FIREFOX, ...headers },
      socket: { remoteAddress: this.address },
    };
    return new RequestContext(request as never, 'request-id', new TrustedProxies());
  }

  reply(): HttpReply {
    const native = {
      status: () => undefined,
      header: () => undefined,
      append: (_: string, line: string) => this.keep(line),
    };
    return new HttpReply(native);
  }

  /** What an answer over the network has set. */
  keep(line: string): void {
    this.setCookies.push(line);
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    if (/; Max-Age=0/.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
