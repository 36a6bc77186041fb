import { Injectable } from '@nestjs/common';
import { csrfFailed } from '../core/errors.js';
import { equalsInConstantTime } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import type { HttpReply } from '../platform/http/http-reply.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { assertNotForeign } from '../platform/http/same-origin.js';
import { Settings } from '../platform/settings.js';
import { Vault } from '../platform/vault.js';
import { SessionCookie } from '../sessions/index.js';
import { BrowserCookie } from './browser-cookie.js';

const PURPOSE = 'csrf';

/**
 * The hidden field of our forms: a signature over this browser and its session, so that no other site and no other session can
 * make one (RFC 6749 §10.12), and one from before a sign-in is worth nothing after it.
 */
@Injectable()
export class Csrf {
  constructor(
    private readonly vault: Vault,
    private readonly browsers: BrowserCookie,
    private readonly sessions: SessionCookie,
    private readonly settings: Settings,
  ) {}

  /** For a form of this page; gives the browser its cookie where it has none. */
  token(instance: Instance, context: RequestContext, reply: HttpReply): string {
    return this.sign(instance, context, this.browsers.ensure(instance, context, reply));
  }

  /** @throws csrf_failed where the form was not ours, or was shown to another browser or session */
  verify(instance: Instance, context: RequestContext, presented: string | undefined): void {
    assertNotForeign(context, this.settings);
    const browser = this.browsers.read(context);
    const isOurs = browser !== undefined && presented !== undefined;
    if (isOurs && equalsInConstantTime(presented, this.sign(instance, context, browser))) return;
    throw csrfFailed('the form has expired, or was not shown by this service');
  }

  private sign({ id }: Instance, context: RequestContext, browser: string): string {
    return this.vault.sign(PURPOSE, JSON.stringify([id, browser, this.sessions.read(context) ?? '']));
  }
}
