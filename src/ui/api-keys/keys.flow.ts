import { Injectable } from '@nestjs/common';
import { Csrf } from '../../login/index.js';
import { Clock } from '../../platform/index.js';
import { withQuery } from '../page-paths.js';
import type { KeyVisit } from './key-desk.js';
import { keyRefusal } from './key-errors.js';
import { overlapIn, termsOf } from './key-form.js';
import { KeyPage } from './key-page.service.js';
import type { ApiKeysView } from './key-views.js';
import { SingleForms } from './single-forms.service.js';

/** What is done with keys. A secret is in the answer to the form that made it: a redirect would have to carry it, or keep it. */
@Injectable()
export class KeysFlow {
  constructor(
    private readonly csrf: Csrf,
    private readonly forms: SingleForms,
    private readonly page: KeyPage,
    private readonly clock: Clock,
  ) {}

  create(at: KeyVisit): Promise<string> {
    return this.answer(at, async () => {
      const terms = termsOf(at.visit.form, this.clock.now());
      const { key, secret } = await at.desk.create({ ...terms, id: this.forms.read(at) });
      return { name: key.name, value: secret, isRotated: false };
    });
  }

  /** The form tells which secret it was shown for, so that it can not replace the one that came of it. */
  rotate(at: KeyVisit): Promise<string> {
    return this.answer(at, async () => {
      const rotation = { overlap: overlapIn(at.visit.form), prefix: at.visit.form.get('prefix') ?? '' };
      const { key, secret } = await at.desk.rotate(at.itemId, rotation);
      return { name: key.name, value: secret, isRotated: true };
    });
  }

  revoke(at: KeyVisit): Promise<string> {
    return this.answer(at, async () => {
      await at.desk.revoke(at.itemId);
      return undefined;
    });
  }

  /** With the secret that came of it; back to the page where none did. */
  private async answer(at: KeyVisit, work: () => Promise<ApiKeysView['secret']>): Promise<string> {
    const { visit, instance, desk } = at;
    try {
      this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
      const secret = await work();
      if (!secret) return visit.reply.redirect(withQuery(desk.path, { done: 'revoked' }));
      return await this.page.show(at, { secret });
    } catch (thrown) {
      return this.page.show(at, { refused: keyRefusal(thrown) });
    }
  }
}
