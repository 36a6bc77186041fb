import { Injectable } from '@nestjs/common';
import { SIGNING_ALGORITHMS } from '../../instances/index.js';
import { AdministeredInstances } from '../../operators/index.js';
import { LOCALES } from '../locale.js';
import { PersonPages } from '../organizations/person-pages.service.js';
import { shownSettings, typedIn } from './instance-form.js';
import { rowView } from './instances-page.service.js';
import type { OperatorRefusal } from './operator-errors.js';
import type { OperatorInstanceView, OperatorSection } from './operator-views.js';
import { instancePath, noticeOf, operatorPath, type OperatorVisit } from './operator-visit.js';

export type RefusedSection = OperatorRefusal & { readonly section: OperatorSection };

/** One instance: its settings, and whether it works at all. */
@Injectable()
export class InstancePage {
  constructor(
    private readonly instances: AdministeredInstances,
    private readonly pages: PersonPages,
  ) {}

  /** @throws not_found */
  async show(at: OperatorVisit, refused?: RefusedSection): Promise<string> {
    const { instance, visit, id: name } = at;
    const shown = await this.instances.get(name);
    const inForce = shownSettings(shown);
    return this.pages.write(at, await this.pages.reader(at), {
      page: 'operator-instance',
      refusal: refused,
      view: {
        instance: rowView(at, shown),
        listHref: operatorPath(instance),
        settings: refused?.section === 'settings' ? typedIn(visit.form) : inForce,
        locales: localesWith(shown.settings.locale),
        algorithms: SIGNING_ALGORITHMS,
        actions: actionsOf(instancePath(instance, name)),
        notice: noticeOf(visit),
        problem: refused,
      },
    });
  }
}

/** Those that we speak, and what was set by other means. */
function localesWith(current: string): OperatorInstanceView['locales'] {
  const spoken = LOCALES.map(({ locale, languageName }) => ({ locale: locale as string, name: languageName }));
  return spoken.some(({ locale }) => locale === current) ? spoken : [{ locale: current, name: current }, ...spoken];
}

function actionsOf(path: string): OperatorInstanceView['actions'] {
  return { settings: path, suspend: `${path}/suspend`, activate: `${path}/activate`, remove: `${path}/remove` };
}
