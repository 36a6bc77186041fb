import { Injectable } from '@nestjs/common';
import { type InstallationAddress, Installations } from '../../apps/index.js';
import { invalidInput } from '../../core/errors.js';
import { parseScope, type Scope } from '../../core/scope.js';
import { AppsPage } from './apps-page.service.js';
import { done, OrganizationForms } from './organization-forms.service.js';
import { organizationPaths } from './organization-paths.js';
import type { OrganizationVisit } from './organization-visit.js';
import type { OrganizationNoticeName } from './organization-views.js';

/** What is done with an app that an organization has. */
@Injectable()
export class AppsFlow {
  constructor(
    private readonly installations: Installations,
    private readonly forms: OrganizationForms,
    private readonly page: AppsPage,
  ) {}

  /** Adds what was ticked, and takes nothing away. */
  approve(at: OrganizationVisit): Promise<string> {
    return this.change(at, 'approved', async () => {
      await this.installations.approve(at.caller, addressOf(at), scopeIn(at));
    });
  }

  uninstall(at: OrganizationVisit): Promise<string> {
    return this.change(at, 'uninstalled', () => this.installations.uninstall(at.caller, addressOf(at)));
  }

  private change(at: OrganizationVisit, notice: OrganizationNoticeName, work: () => Promise<unknown>): Promise<string> {
    return this.forms.submit(at, {
      work: async () => {
        await work();
        return done(organizationPaths(at.instance, at.id).apps, notice);
      },
      show: (refusal) => this.page.show(at, { section: 'installed', ...refusal }),
    });
  }
}

function addressOf({ id, itemId }: OrganizationVisit): InstallationAddress {
  return { organizationId: id, installationId: itemId };
}

/** @throws invalid_input, invalid_scope */
function scopeIn({ visit }: OrganizationVisit): Scope {
  const scope = parseScope(visit.form.get('scope'));
  if (scope.size === 0) throw invalidInput('nothing was ticked', { fields: { scope: 'at least one' } });
  return scope;
}
