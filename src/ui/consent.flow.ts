import { Injectable } from '@nestjs/common';
import { invalidRequest } from '../core/errors.js';
import type { Instance } from '../instances/index.js';
import { Csrf } from '../login/index.js';
import { ConsentDecisions, type PendingAuthorization, PendingAuthorizations } from '../oauth2/index.js';
import { decisionOf, isAboutNewOrganization, pickedIn } from './consent-form.js';
import { DeliveryPages } from './delivery-pages.service.js';
import { type FormRefusal, formRefusal } from './page-errors.js';
import { basePathOf, pagePaths, withQuery } from './page-paths.js';
import { PageWriter } from './page-writer.service.js';
import type { ConsentView, PagePaths, Person } from './views.js';
import type { Visit } from './visit.js';

@Injectable()
export class ConsentFlow {
  constructor(
    private readonly pending: PendingAuthorizations,
    private readonly decisions: ConsentDecisions,
    private readonly csrf: Csrf,
    private readonly deliveries: DeliveryPages,
    private readonly writer: PageWriter,
  ) {}

  async show(instance: Instance, visit: Visit, refusal?: FormRefusal): Promise<string> {
    const { context } = visit;
    const pending = await this.pending.get({ instance, context }, requestIdOf(visit));
    const paths = pagePaths(basePathOf(instance), '');
    const signIn = withQuery(paths.signIn, { request: pending.requestId });
    if (!pending.user) return visit.reply.redirect(signIn);
    const view = this.view(visit, pending, { paths, person: pending.user, signIn });
    return this.writer.write(instance, visit, {
      page: 'consent',
      refusal,
      uiLocales: pending.uiLocales,
      person: pending.user,
      formAction: [pending.redirectOrigin],
      view: { ...view, error: refusal?.error },
    });
  }

  async submit(instance: Instance, visit: Visit): Promise<string> {
    const { form, context } = visit;
    this.csrf.verify(instance, context, form.get('csrf'));
    const decision = decisionOf(form);
    try {
      const delivery = await this.decisions.decide({ instance, context }, requestIdOf(visit), decision);
      return this.deliveries.send(instance, visit, delivery);
    } catch (thrown) {
      if (!isAboutNewOrganization(decision, thrown)) throw thrown;
      return this.show(instance, visit, formRefusal(thrown));
    }
  }

  private view(
    visit: Visit,
    pending: PendingAuthorization,
    { paths, person, signIn }: { paths: PagePaths; person: Person; signIn: string },
  ): ConsentView {
    const { locale } = this.writer.texts(visit, { uiLocales: pending.uiLocales, locale: pending.user?.locale });
    return {
      action: withQuery(paths.consent, { request: pending.requestId, ui_locales: visit.uiLocales }),
      client: pending.client,
      redirectOrigin: pending.redirectOrigin,
      person,
      otherAccountHref: signIn,
      organizations: pending.organizations,
      picked: pickedIn(visit.form),
      scopes: pending.scopes.map(({ name, description, required }) => ({
        name,
        required,
        sentence: description[locale] ?? description.en,
      })),
    };
  }
}

function requestIdOf({ query }: Visit): string {
  const requestId = query.get('request');
  if (requestId === undefined) throw invalidRequest('the request is missing');
  return requestId;
}
