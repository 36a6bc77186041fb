import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { CookieOptions } from './cookies.js';
import { serializeCookie } from './cookies.js';
import { type PagePolicy, pageSecurityHeaders } from './security-headers.js';

/** What Fastify's reply and Express's response have in common. */
export interface NativeReply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
  /** Express only: there `header` replaces; Fastify's own adds to `Set-Cookie`. */
  append?(name: string, value: string): unknown;
}

/**
 * Writes status and headers of the answer, the same on both adapters, while the handler still returns the body (which `@Res` would
 * take over). A status set here holds: Nest sets the method's default (201 for POST) or `@HttpCode` after the guards and
 * before the handler, and its own reply does not touch it again. So set it in handlers and pipes, not in guards.
 */
export class HttpReply {
  constructor(private readonly native: NativeReply) {}

  status(code: number): this {
    this.native.status(code);
    return this;
  }

  /** Replaces a header of that name. A value with a line break or another control character throws, so that it can not start a new header. */
  header(name: string, value: string): this {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new Error(`the header ${name} has a character that no header may hold`);
    this.native.header(name, value);
    return this;
  }

  /** Adds a `Set-Cookie` header. */
  cookie(name: string, value: string, options: CookieOptions): this {
    const line = serializeCookie(name, value, options);
    if (this.native.append === undefined) this.native.header('set-cookie', line);
    else this.native.append('set-cookie', line);
    return this;
  }

  /** 303 See Other: the browser follows with GET, so a form with a password is not posted on (RFC 9700 §4.12). Return its result as the body. */
  redirect(url: string): '' {
    this.status(303).header('location', asciiUrl(url)).header('cache-control', 'no-store');
    this.header('content-type', 'text/plain; charset=utf-8');
    return '';
  }

  /** A page, with the strict content security policy. Return its result as the body. */
  html(body: string, policy: PagePolicy = {}): string {
    this.header('content-type', 'text/html; charset=utf-8');
    for (const [name, value] of pageSecurityHeaders(policy)) this.header(name, value);
    return body;
  }
}

/** `@Reply() reply: HttpReply`. */
export const Reply = createParamDecorator(
  (_: unknown, execution: ExecutionContext): HttpReply =>
    new HttpReply(execution.switchToHttp().getResponse<NativeReply>()),
);

/** A Location holds printable ASCII only (RFC 3986 §2); anything else, line breaks first of all, is percent-encoded. */
function asciiUrl(url: string): string {
  return url.replace(/[^\x21-\x7e]+/g, (text) =>
    Buffer.from(text, 'utf8').reduce(
      (encoded, byte) => `${encoded}%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      '',
    ),
  );
}
