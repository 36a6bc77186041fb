import { Injectable } from '@nestjs/common';
import type { Instance } from '../../instances/index.js';
import { SocialSignIn } from '../../social/index.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import type { Visit } from '../visit.js';
import { socialVisitOf } from './social-paths.js';
import { SocialRefusalPage } from './social-refusal-page.service.js';
import { SocialWelcome } from './social-welcome.service.js';

/** Signing in with another provider: there, back, and on to where the person was going. */
@Injectable()
export class SocialFlowPages {
  constructor(
    private readonly social: SocialSignIn,
    private readonly welcome: SocialWelcome,
    private readonly refusals: SocialRefusalPage,
  ) {}

  /** @throws not_found where the provider is not offered here; temporarily_unavailable */
  async leave(instance: Instance, visit: Visit): Promise<string> {
    const { query } = visit;
    const carried = Object.fromEntries(CARRIED.map((name) => [name, query.get(name)]));
    return visit.reply.redirect(await this.social.start(socialVisitOf(instance, visit), carried));
  }

  async comeBack(instance: Instance, visit: Visit): Promise<string> {
    const outcome = await this.social.finish(socialVisitOf(instance, visit));
    if (outcome.kind === 'signed-in') return this.welcome.admit(instance, visit, outcome);
    if (outcome.kind === 'refused') return this.refusals.answer(instance, visit, outcome);
    const { security } = pagePaths(basePathOf(instance), '');
    return visit.reply.redirect(withQuery(security, { done: 'identityLinked' }));
  }
}

/** What a sign-in page is opened with, and goes on with. */
const CARRIED = ['request', 'return_to', 'ui_locales'];
