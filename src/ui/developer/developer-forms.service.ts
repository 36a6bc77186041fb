import { Injectable } from '@nestjs/common';
import { Csrf } from '../../login/index.js';
import { withQuery } from '../page-paths.js';
import { AppPage } from './app-page.service.js';
import { developerRefusal } from './developer-errors.js';
import type { DeveloperNoticeName, DeveloperSection, ShownSecretView } from './developer-views.js';
import { appPath, type DeveloperVisit } from './developer-visit.js';

export interface Submission {
  readonly section: DeveloperSection;
  /** What the form asks for; answers what is said afterwards, or the secret that is to be shown. */
  readonly work: () => Promise<DeveloperNoticeName | ShownSecretView>;
}

/** What all forms of an app share: only ours count, and one that was refused is shown again with what was typed. */
@Injectable()
export class DeveloperForms {
  constructor(
    private readonly csrf: Csrf,
    private readonly page: AppPage,
  ) {}

  async submit(at: DeveloperVisit, { section, work }: Submission): Promise<string> {
    try {
      this.verify(at);
      const outcome = await work();
      if (typeof outcome === 'string') return at.visit.reply.redirect(done(at, outcome));
      // The answer to the form itself, for a redirect would have to carry the secret, or keep it.
      return await this.page.show(at, { secret: outcome });
    } catch (thrown) {
      return this.page.show(at, { refused: { section, ...developerRefusal(thrown) } });
    }
  }

  /** @throws csrf_failed */
  verify({ instance, visit }: DeveloperVisit): void {
    this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
  }
}

function done({ instance, id }: DeveloperVisit, notice: DeveloperNoticeName): string {
  return withQuery(appPath(instance, id), { done: notice });
}
