import { Injectable } from '@nestjs/common';
import { Identities, SocialLinks, SocialProviders } from '../../social/index.js';
import { dateOf, relativeMoment } from '../moments.js';
import type { AccountSection, SectionView, SectionVisit } from '../security/account-section.js';
import { IDENTITIES_SECTION } from './link.flow.js';
import type { IdentitiesContent } from './social-views.js';

/** With which other accounts a person can sign in. */
@Injectable()
export class IdentitiesSection implements AccountSection {
  readonly id = IDENTITIES_SECTION;

  constructor(
    private readonly identities: Identities,
    private readonly providers: SocialProviders,
    private readonly links: SocialLinks,
  ) {}

  async render({ instance, person, texts, moments, accountPath }: SectionVisit): Promise<SectionView | undefined> {
    const linked = await this.identities.list(person);
    const offered = this.providers.offered(instance);
    if (linked.length === 0 && offered.length === 0) return undefined;
    const free = offered.filter(({ name }) => !linked.some(({ provider }) => provider === name));
    const content: IdentitiesContent = {
      identities: linked.map(({ id, provider, email, createdAt, lastUsedAt }) => ({
        id,
        email,
        title: offered.find(({ name }) => name === provider)?.title ?? provider,
        since: dateOf(createdAt, moments),
        lastUsed: relativeMoment(lastUsedAt, moments),
      })),
      offered: this.links.isAllowed(instance) ? free : [],
      actions: { link: `${accountPath}/identities/link`, unlink: `${accountPath}/identities/unlink` },
    };
    return {
      title: texts.social.section.title,
      template: 'identities-section',
      content,
      notices: { ...texts.social.notices },
      // The answer to the form is the redirect to the provider, which the browser checks as well (CSP Level 3 §6.4.2).
      formAction: free.map(({ origin }) => origin),
    };
  }
}
