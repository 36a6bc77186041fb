import { Injectable } from '@nestjs/common';
import { invalidInput, notFound } from '../../core/errors.js';
import { Csrf } from '../../login/index.js';
import { AdministeredInstances } from '../../operators/index.js';
import { withQuery } from '../page-paths.js';
import { changeIn, newInstanceIn } from './instance-form.js';
import { InstancePage } from './instance-page.service.js';
import { InstancesPage } from './instances-page.service.js';
import { operatorRefusal } from './operator-errors.js';
import type { OperatorNoticeName, OperatorSection } from './operator-views.js';
import { instancePath, operatorPath, type OperatorVisit } from './operator-visit.js';

interface Submission {
  readonly section: OperatorSection;
  /** What the form asks for; answers where the person goes on. */
  readonly work: () => Promise<string>;
}

/** What operators do with instances: only our forms count, and one that was refused is shown again with what was typed. */
@Injectable()
export class InstancesFlow {
  constructor(
    private readonly instances: AdministeredInstances,
    private readonly csrf: Csrf,
    private readonly list: InstancesPage,
    private readonly page: InstancePage,
  ) {}

  async create(at: OperatorVisit): Promise<string> {
    try {
      this.verify(at);
      const created = await this.instances.create({ ...newInstanceIn(at.visit.form), by: at.by }, {});
      return at.visit.reply.redirect(pathTo(at, created.name, 'created'));
    } catch (thrown) {
      const refused = operatorRefusal(thrown);
      const isTaken = refused.error === 'changedMeanwhile';
      return this.list.show(
        at,
        isTaken ? { ...refused, error: 'checkFields', fields: { name: 'nameTaken' } } : refused,
      );
    }
  }

  save(at: OperatorVisit): Promise<string> {
    return this.submit(at, {
      section: 'settings',
      work: async () => {
        const change = changeIn(at.visit.form, await this.instances.get(at.id));
        await this.instances.configure(addressOf(at), change);
        return pathTo(at, at.id, 'saved');
      },
    });
  }

  suspend(at: OperatorVisit): Promise<string> {
    return this.submit(at, {
      section: 'status',
      work: async () => {
        await this.instances.suspend(addressOf(at));
        return pathTo(at, at.id, 'suspended');
      },
    });
  }

  activate(at: OperatorVisit): Promise<string> {
    return this.submit(at, {
      section: 'status',
      work: async () => {
        await this.instances.activate(addressOf(at));
        return pathTo(at, at.id, 'activated');
      },
    });
  }

  remove(at: OperatorVisit): Promise<string> {
    return this.submit(at, {
      section: 'status',
      work: async () => {
        assertMeant(at);
        await this.instances.remove(addressOf(at));
        return withQuery(operatorPath(at.instance), { done: 'deleted' });
      },
    });
  }

  private async submit(at: OperatorVisit, { section, work }: Submission): Promise<string> {
    const exists = (await this.instances.list()).some(({ name }) => name === at.id);
    try {
      this.verify(at);
      if (!exists) throw notFound('there is no such instance');
      return at.visit.reply.redirect(await work());
    } catch (thrown) {
      if (!exists) throw thrown;
      return this.page.show(at, { section, ...operatorRefusal(thrown) });
    }
  }

  /** @throws csrf_failed */
  private verify({ instance, visit }: OperatorVisit): void {
    this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
  }
}

function addressOf({ id, by }: OperatorVisit): { readonly name: string; readonly by: OperatorVisit['by'] } {
  return { name: id, by };
}

/** There is no way back from it, so it takes more than a click. @throws invalid_input */
function assertMeant({ id, visit }: OperatorVisit): void {
  if (visit.form.get('confirm') === id) return;
  throw invalidInput('another name was typed', { fields: { confirm: 'is not the name of the instance' } });
}

function pathTo({ instance }: OperatorVisit, name: string, notice: OperatorNoticeName): string {
  return withQuery(instancePath(instance, name), { done: notice });
}
