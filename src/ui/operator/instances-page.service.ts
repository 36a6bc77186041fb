import { Injectable } from '@nestjs/common';
import type { Instance } from '../../instances/index.js';
import { AdministeredInstances } from '../../operators/index.js';
import { PersonPages } from '../organizations/person-pages.service.js';
import { typedIn } from './instance-form.js';
import type { OperatorRefusal } from './operator-errors.js';
import type { InstanceRowView } from './operator-views.js';
import { instancePath, noticeOf, operatorPath, type OperatorVisit } from './operator-visit.js';

/** All instances, and the form that makes one. */
@Injectable()
export class InstancesPage {
  constructor(
    private readonly instances: AdministeredInstances,
    private readonly pages: PersonPages,
  ) {}

  async show(at: OperatorVisit, refused?: OperatorRefusal): Promise<string> {
    const { instance, visit } = at;
    const reader = await this.pages.reader(at);
    const instances = await this.instances.list();
    return this.pages.write(at, reader, {
      page: 'operator',
      refusal: refused,
      view: {
        instances: instances.map((each) => rowView(at, each)),
        action: operatorPath(instance),
        typed: visit.isForm ? typedIn(visit.form) : {},
        notice: noticeOf(visit),
        problem: refused,
      },
    });
  }
}

export function rowView({ instance }: OperatorVisit, { id, title, name, issuer, status }: Instance): InstanceRowView {
  return { title, name, issuer, status, isDefault: id === instance.id, href: instancePath(instance, name) };
}
