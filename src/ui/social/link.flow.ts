import { Injectable } from '@nestjs/common';
import { AuthError } from '../../core/errors.js';
import { Csrf } from '../../login/index.js';
import { Identities, SocialLinks } from '../../social/index.js';
import { type AccountVisit, personOf } from '../account/person.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import { SecurityPage } from '../security/security-page.service.js';
import { socialVisitOf } from './social-paths.js';

export const IDENTITIES_SECTION = 'identities';

/** Sign-ins elsewhere, put into an account and taken out of it, by the forms of the security page. */
@Injectable()
export class LinkFlow {
  constructor(
    private readonly links: SocialLinks,
    private readonly identities: Identities,
    private readonly csrf: Csrf,
    private readonly page: SecurityPage,
  ) {}

  /** On to the provider; to the sign-in first, where that was too long ago (T236). */
  async link(at: AccountVisit): Promise<string> {
    const { instance, visit, principal } = at;
    const { form, context, reply } = visit;
    const { sessionId, userId } = personOf(principal);
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      if (!this.isFresh(at)) return reply.redirect(signInFirst(at));
      const social = socialVisitOf(instance, visit, form.get('provider') ?? '');
      return reply.redirect(await this.links.start(social, { userId, sessionId }));
    } catch (thrown) {
      return this.page.refuse(at, IDENTITIES_SECTION, thrown);
    }
  }

  async unlink(at: AccountVisit): Promise<string> {
    const { form, context } = at.visit;
    try {
      this.csrf.verify(at.instance, context, form.get('csrf'));
      await this.identities.unlink(personOf(at.principal), form.get('identity') ?? '');
      return this.page.done(at, 'identityUnlinked');
    } catch (thrown) {
      if (!(thrown instanceof AuthError) || thrown.code !== 'conflict') {
        return this.page.refuse(at, IDENTITIES_SECTION, thrown);
      }
      const { texts } = await this.page.visitOf(at);
      const refused = { message: texts.social.section.last, status: thrown.status };
      return this.page.show(at, { section: IDENTITIES_SECTION, refused });
    }
  }

  private isFresh({ principal: { credential } }: AccountVisit): boolean {
    return credential.kind === 'session' && this.links.isFresh(credential.authenticatedAt);
  }
}

function signInFirst({ instance }: AccountVisit): string {
  const { signIn, security } = pagePaths(basePathOf(instance), '');
  return withQuery(signIn, { return_to: security });
}
