import { Injectable } from '@nestjs/common';
import { shownUserCode, typedUserCode } from '../../core/user-code.js';
import { Csrf } from '../../login/index.js';
import { DeviceEntrances } from '../../oauth2/index.js';
import type { OrganizationVisit } from '../organizations/organization-visit.js';
import { PersonPages } from '../organizations/person-pages.service.js';
import { type FormRefusal, formRefusal } from '../page-errors.js';
import { withQuery } from '../page-paths.js';
import { devicePaths } from './device-paths.js';

/** Where the person types the code, or compares the one that came with the link. */
@Injectable()
export class DeviceEntryFlow {
  constructor(
    private readonly entrances: DeviceEntrances,
    private readonly csrf: Csrf,
    private readonly pages: PersonPages,
  ) {}

  async show(at: OrganizationVisit, refusal?: FormRefusal): Promise<string> {
    const { instance, visit } = at;
    const linked = typedUserCode(visit.query.get('code') ?? '');
    const code = visit.isForm ? visit.form.get('code') : linked && shownUserCode(linked);
    const reader = await this.pages.reader(at);
    return this.pages.write(at, reader, {
      page: 'device',
      refusal,
      view: {
        action: withQuery(devicePaths(instance).entry, { ui_locales: visit.uiLocales }),
        code: code ?? '',
        isPrefilled: !visit.isForm && linked !== undefined,
        error: refusal?.error,
      },
    });
  }

  async submit(at: OrganizationVisit): Promise<string> {
    const { instance, visit } = at;
    const { form, context, reply, uiLocales } = visit;
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      const code = await this.entrances.enter({ instance, context }, form.get('code') ?? '');
      const query = { code: shownUserCode(code), ui_locales: uiLocales };
      return reply.redirect(withQuery(devicePaths(instance).confirm, query));
    } catch (thrown) {
      return this.show(at, formRefusal(thrown));
    }
  }
}
