import { Injectable } from '@nestjs/common';
import { parseCookies } from '../core/credentials.js';
import type { Instance } from '../instances/index.js';
import type { HttpReply } from '../platform/http/http-reply.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Random } from '../platform/random.js';
import { instanceCookie } from './instance-cookie.js';

const NAME = 'latchkey_browser';
/** 32 random bytes in base64url. */
const VALUE = /^[A-Za-z0-9_-]{43}$/;

/** Tells one browser from another before anybody has signed in: forms and authorization requests are bound to it (T008). */
@Injectable()
export class BrowserCookie {
  /** What was given out in answer to the very request, which a second caller gets as well. */
  private readonly given = new WeakMap<RequestContext, string>();

  constructor(private readonly random: Random) {}

  /** Nothing where two of that name were sent: nothing tells which is ours (RFC 6265 §8.6). */
  read(context: RequestContext): string | undefined {
    const [value = '', second] = parseCookies(context.headers.cookie).get(NAME) ?? [];
    return second === undefined && VALUE.test(value) ? value : undefined;
  }

  /** The browser's value, given to it now where it has none. */
  ensure(instance: Instance, context: RequestContext, reply: HttpReply): string {
    const known = this.read(context) ?? this.given.get(context);
    if (known !== undefined) return known;
    const value = this.random.token();
    this.given.set(context, value);
    reply.cookie(NAME, value, instanceCookie(instance));
    return value;
  }
}
