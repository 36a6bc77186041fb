import { Injectable } from '@nestjs/common';
import { AuthError } from '../../core/errors.js';
import { shownUserCode } from '../../core/user-code.js';
import { Csrf } from '../../login/index.js';
import { DeviceDecisions, EnteredDevices, type PendingDevice } from '../../oauth2/index.js';
import { decisionOf, isAboutNewOrganization, pickedIn } from '../consent-form.js';
import type { OrganizationVisit } from '../organizations/organization-visit.js';
import { PersonPages, type Reader } from '../organizations/person-pages.service.js';
import { type FormRefusal, formRefusal } from '../page-errors.js';
import { basePathOf, pagePaths, withQuery } from '../page-paths.js';
import type { Visit } from '../visit.js';
import { devicePaths } from './device-paths.js';
import type { DeviceConfirmView } from './device-views.js';

/** The question whether the device may: who asks, for what, and the code to compare (RFC 8628 §5.4). */
@Injectable()
export class DeviceConfirmFlow {
  constructor(
    private readonly devices: EnteredDevices,
    private readonly decisions: DeviceDecisions,
    private readonly csrf: Csrf,
    private readonly pages: PersonPages,
  ) {}

  async show(at: OrganizationVisit, refusal?: FormRefusal): Promise<string> {
    const { instance, visit } = at;
    try {
      const pending = await this.devices.describe({ instance, context: visit.context }, codeOf(visit));
      const reader = await this.pages.reader(at);
      const view = { ...viewOf(at, pending, reader), error: refusal?.error };
      return this.pages.write(at, reader, { page: 'device-confirm', refusal, view });
    } catch (thrown) {
      return enterAgain(at, thrown);
    }
  }

  async submit(at: OrganizationVisit): Promise<string> {
    const { instance, visit } = at;
    const { form, context } = visit;
    this.csrf.verify(instance, context, form.get('csrf'));
    const decision = decisionOf(form);
    try {
      const { client } = await this.devices.describe({ instance, context }, codeOf(visit));
      await this.decisions.decide({ instance, context }, codeOf(visit), decision);
      const view = { decision: decision.decision, appTitle: client.name };
      return this.pages.write(at, await this.pages.reader(at), { page: 'device-done', view });
    } catch (thrown) {
      if (!isAboutNewOrganization(decision, thrown)) throw thrown;
      return this.show(at, formRefusal(thrown));
    }
  }
}

/** Whatever code this session has not entered, or is over, is to be entered first: the same for one that never was. */
function enterAgain({ instance, visit }: OrganizationVisit, thrown: unknown): string {
  if (!(thrown instanceof AuthError) || thrown.code !== 'invalid_request') throw thrown;
  const query = { code: codeOf(visit), ui_locales: visit.uiLocales };
  return visit.reply.redirect(withQuery(devicePaths(instance).entry, query));
}

function codeOf({ query }: Visit): string {
  return query.get('code') ?? '';
}

function viewOf(
  { instance, visit }: OrganizationVisit,
  { userCode, client, scopes, organizations }: PendingDevice,
  { user, texts }: Reader,
): DeviceConfirmView {
  const { entry, confirm } = devicePaths(instance);
  const { signIn } = pagePaths(basePathOf(instance), '');
  const code = shownUserCode(userCode);
  return {
    code,
    action: withQuery(confirm, { code, ui_locales: visit.uiLocales }),
    client,
    person: user,
    otherAccountHref: withQuery(signIn, { return_to: withQuery(entry, { code }) }),
    otherCodeHref: entry,
    organizations,
    picked: pickedIn(visit.form),
    scopes: scopes.map(({ name, description, required }) => ({
      name,
      required,
      sentence: description[texts.locale] ?? description.en,
    })),
  };
}
