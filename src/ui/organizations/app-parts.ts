import { type AvailableApp, type DescribedInstallation, launchUrl, type Sentence } from '../../apps/index.js';
import type { Admission } from '../../organizations/index.js';
import { dateOf } from '../moments.js';
import { withQuery } from '../page-paths.js';
import type { ScopeChoice } from '../views.js';
import type { OrganizationPaths } from './organization-paths.js';
import type { AvailableAppView, InstalledAppView } from './organization-views.js';
import type { Reader } from './person-pages.service.js';
import { canSee } from './viewer.js';

export interface AppScene {
  readonly admission: Admission;
  readonly reader: Reader;
  readonly paths: OrganizationPaths;
}

export function installedView(scene: AppScene, installation: DescribedInstallation): InstalledAppView {
  const { admission, reader, paths } = scene;
  const { id, app, version, createdAt, granted, waiting } = installation;
  const mayManage = canSee(admission, 'installations.manage');
  const isUsable = admission.organization.status === 'active' && app.status === 'active';
  return {
    ...{ id, version, title: app.title, vendor: app.vendor },
    disabled: app.status !== 'active',
    granted: granted.map((sentence) => wordsOf(sentence, reader)),
    since: dateOf(createdAt, reader.moments),
    launchHref: isUsable ? launchUrl(app, installation.organizationId) : undefined,
    waiting: waiting.map((sentence) => choiceOf(sentence, reader)),
    approveAction: mayManage && waiting.length > 0 ? `${paths.apps}/${id}/approve` : undefined,
    uninstallAction: mayManage ? `${paths.apps}/${id}/uninstall` : undefined,
  };
}

export function availableView({ reader, paths }: AppScene, app: AvailableApp): AvailableAppView {
  const { title, vendor, kind, description, installationId } = app;
  return {
    ...{ title, vendor },
    description: description[reader.texts.locale] ?? description.en,
    own: kind === 'private',
    installHref: installationId === undefined ? withQuery(paths.install, { app: app.id }) : undefined,
  };
}

export function choiceOf(sentence: Sentence, reader: Reader): ScopeChoice {
  return { name: sentence.name, sentence: wordsOf(sentence, reader), required: false };
}

function wordsOf({ description }: Sentence, { texts }: Reader): string {
  return description[texts.locale] ?? description.en;
}
