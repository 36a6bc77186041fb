import { Injectable } from '@nestjs/common';
import type { Instance } from '../../instances/index.js';
import type { SocialOutcome } from '../../social/index.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import type { Visit } from '../visit.js';
import { RETRY_AFTER, SOCIAL_STATUS } from './social-refusals.js';

type Refused = Extract<SocialOutcome, { kind: 'refused' }>;

/** Says why somebody who was at a provider is not in, and leads back to where they began. */
@Injectable()
export class SocialRefusalPage {
  constructor(private readonly writer: PageWriter) {}

  answer(instance: Instance, visit: Visit, { why, isLink, carried }: Refused): string {
    const { signIn, security } = pagePaths(basePathOf(instance), '');
    const href = isLink ? security : withQuery(signIn, carried);
    if (why === 'cancelled') return visit.reply.redirect(href);
    const { social } = this.writer.texts(visit, { uiLocales: carried['ui_locales'] });
    const { title, refusals, toSecurity, toSignIn } = social.refusal;
    return this.writer.write(instance, visit, {
      page: 'social-refusal',
      uiLocales: carried['ui_locales'],
      refusal: { status: SOCIAL_STATUS[why], retryAfter: why === 'failed' ? RETRY_AFTER : undefined },
      view: { title, message: refusals[why], href, label: isLink ? toSecurity : toSignIn },
    });
  }
}
