import { Injectable } from '@nestjs/common';
import { AppDirectory, type AvailableApp, Installations, launchUrl } from '../../apps/index.js';
import { invalidRequest } from '../../core/errors.js';
import { parseScope } from '../../core/scope.js';
import { type Admission, OrganizationAccess } from '../../organizations/index.js';
import { withQuery } from '../page-paths.js';
import { choiceOf } from './app-parts.js';
import type { OrganizationRefusal } from './organization-errors.js';
import { done, OrganizationForms } from './organization-forms.service.js';
import { organizationPaths } from './organization-paths.js';
import type { OrganizationVisit } from './organization-visit.js';
import type { AppInstallView } from './organization-views.js';
import { PersonPages, type Reader } from './person-pages.service.js';

/** The page that says what an app gets, and the decision of an admin about exactly that. */
@Injectable()
export class InstallFlow {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly directory: AppDirectory,
    private readonly installations: Installations,
    private readonly forms: OrganizationForms,
    private readonly pages: PersonPages,
  ) {}

  /** @throws not_found, forbidden */
  async show(at: OrganizationVisit, refused?: OrganizationRefusal): Promise<string> {
    const { instance, visit, caller, id: organizationId } = at;
    const admission = await this.access.enter(caller, { organizationId, action: 'installations.manage' });
    const app = await this.directory.get(caller, organizationId, appIn(at));
    if (app.installationId !== undefined) return visit.reply.redirect(organizationPaths(instance, organizationId).apps);
    const reader = await this.pages.reader(at);
    return this.pages.write(at, reader, {
      page: 'app-install',
      refusal: refused,
      // The answer to the form is the redirect to the app, which the browser checks as well (CSP Level 3 §6.4.2).
      formAction: app.entryPoint === undefined ? undefined : [app.entryPoint],
      view: { ...viewOf(at, { app, admission, reader }), error: refused?.error },
    });
  }

  submit(at: OrganizationVisit): Promise<string> {
    return this.forms.submit(at, { work: () => this.decide(at), show: (refused) => this.show(at, refused) });
  }

  /** Answers where to go: to the app, if it has a page. */
  private async decide(at: OrganizationVisit): Promise<string> {
    const { instance, visit, caller, id } = at;
    const { apps } = organizationPaths(instance, id);
    const decision = visit.form.get('decision');
    if (decision !== 'allow' && decision !== 'deny') throw invalidRequest('the decision must be allow or deny');
    if (decision === 'deny') return done(apps, 'notInstalled');
    const input = { app: appIn(at), scope: parseScope(visit.form.get('scope')) };
    const { app, organizationId } = await this.installations.install(caller, id, input);
    return launchUrl(app, organizationId) ?? done(apps, 'installed');
  }
}

/** @throws invalid_request */
function appIn({ visit }: OrganizationVisit): string {
  const app = visit.query.get('app');
  if (app === undefined) throw invalidRequest('the app is missing');
  return app;
}

function viewOf(
  { instance, visit }: OrganizationVisit,
  { app, admission, reader }: { app: AvailableApp; admission: Admission; reader: Reader },
): AppInstallView {
  const { id, name } = admission.organization;
  const { title, vendor, description, entryPoint, requested } = app;
  return {
    action: withQuery(organizationPaths(instance, id).install, { app: app.id, ui_locales: visit.uiLocales }),
    app: { title, vendor, description: description[reader.texts.locale] ?? description.en },
    organization: name,
    scopes: requested.map((sentence) => choiceOf(sentence, reader)),
    nextOrigin: entryPoint === undefined ? undefined : new URL(entryPoint).origin,
    person: reader.user,
  };
}
