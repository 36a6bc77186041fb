import { Injectable } from '@nestjs/common';
import { presentedCredential } from '../core/credentials.js';
import { credentialsRequired, csrfFailed, insufficientScope, invalidSession, invalidToken } from '../core/errors.js';
import { expand } from '../core/scope.js';
import { type Instance, senderOf } from '../instances/index.js';
import { BrowserSessions, type BrowserVisit } from '../login/index.js';
import { Settings } from '../platform/index.js';
import { Resources } from '../resources/index.js';
import { AccessTokens } from '../tokens/index.js';

const API = 'tickets';
const READ = 'tickets.ticket.r';

/**
 * Who asks the sample API. It is a resource server of its own, as another service would be: it takes the tokens that are made out to
 * it, which the guard of our own routes refuses, and sessions of the same site.
 */
@Injectable()
export class SampleTickets {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly browsers: BrowserSessions,
    private readonly resources: Resources,
    private readonly settings: Settings,
  ) {}

  /** @throws credentials_required, invalid_token, insufficient_scope, invalid_session, csrf_failed */
  async assertReader(visit: BrowserVisit): Promise<void> {
    const { sessionCookie } = this.settings;
    const { kind, ...presented } = { value: '', ...presentedCredential(visit.context, { sessionCookie }) };
    if (kind === 'session') return this.assertSession(visit);
    if (kind !== 'jwt' && kind !== 'opaque') throw credentialsRequired('a token or a session is required');
    await this.assertToken(visit.instance, presented.value);
  }

  // By POST, and so as strict as with a change: no other site lets a person's browser ask.
  private async assertSession(visit: BrowserVisit): Promise<void> {
    if (senderOf(visit.instance, visit.context, this.settings) !== 'known') {
      throw csrfFailed('with the cookie, a page of this service or of an allowed origin has to send this');
    }
    if (!(await this.browsers.current(visit.instance, visit.context))) throw invalidSession('the session has ended');
  }

  // An app that has asked for no scope is shown what everybody is: these tickets are made up.
  private async assertToken(instance: Instance, text: string): Promise<void> {
    const { audience, scope } = await this.accessTokens.verify(instance, text);
    const own = (await this.resources.catalogue(instance.id)).audienceOf(API);
    const isMeant = [instance.issuer, own].some((name) => name !== undefined && audience.includes(name));
    if (!isMeant) throw invalidToken('the token is not meant for this API', { cause: 'another audience' });
    if (scope.size > 0 && !expand(scope).has(READ)) {
      throw insufficientScope('the scope of the credential does not suffice', { scope: READ });
    }
  }
}
