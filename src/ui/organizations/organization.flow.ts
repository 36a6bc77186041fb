import { Injectable } from '@nestjs/common';
import { invalidInput } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import { Organizations } from '../../organizations/index.js';
import { done, OrganizationForms } from './organization-forms.service.js';
import { OrganizationPage } from './organization-page.service.js';
import { organizationPaths, organizationsPath } from './organization-paths.js';
import type { OrganizationVisit } from './organization-visit.js';
import type { OrganizationNoticeName, OrganizationSection } from './organization-views.js';
import { OrganizationsPage } from './organizations-page.service.js';

/** What is done to an organization as a whole. */
@Injectable()
export class OrganizationFlow {
  constructor(
    private readonly organizations: Organizations,
    private readonly forms: OrganizationForms,
    private readonly list: OrganizationsPage,
    private readonly page: OrganizationPage,
  ) {}

  create(at: OrganizationVisit): Promise<string> {
    const { instance, visit, caller } = at;
    return this.forms.submit(at, {
      work: async () => {
        const { id } = await this.organizations.create(caller, detailsIn(visit.form));
        return done(organizationPaths(instance, id).page, 'created');
      },
      show: (refusal) => this.list.show(at, refusal),
    });
  }

  save(at: OrganizationVisit): Promise<string> {
    return this.change(at, 'details', async () => {
      await this.organizations.update(at.caller, at.id, detailsIn(at.visit.form));
      return 'saved';
    });
  }

  suspend(at: OrganizationVisit): Promise<string> {
    return this.change(at, 'status', async () => {
      await this.organizations.suspend(at.caller, at.id);
      return 'suspended';
    });
  }

  activate(at: OrganizationVisit): Promise<string> {
    return this.change(at, 'status', async () => {
      await this.organizations.activate(at.caller, at.id);
      return 'activated';
    });
  }

  /** For good, so the name has to be typed as well. */
  remove(at: OrganizationVisit): Promise<string> {
    const { instance, visit, caller, id } = at;
    return this.forms.submit(at, {
      work: async () => {
        const { name } = await this.organizations.get(caller, id);
        assertConfirmed(visit.form, name);
        await this.organizations.remove(caller, id);
        return done(organizationsPath(instance), 'deleted');
      },
      show: (refusal) => this.page.show(at, { section: 'status', ...refusal }),
    });
  }

  private change(
    at: OrganizationVisit,
    section: OrganizationSection,
    work: () => Promise<OrganizationNoticeName>,
  ): Promise<string> {
    return this.forms.submit(at, {
      work: async () => done(organizationPaths(at.instance, at.id).page, await work()),
      show: (refusal) => this.page.show(at, { section, ...refusal }),
    });
  }
}

/** The form shows both, so what it leaves empty is cleared; a name can not be. */
function detailsIn(form: Parameters): { name: string; countryCode: string | null } {
  return { name: form.get('name') ?? '', countryCode: form.get('country_code') ?? null };
}

/** @throws invalid_input */
function assertConfirmed(form: Parameters, name: string): void {
  if (form.get('confirmation')?.normalize('NFKC').trim() === name) return;
  throw invalidInput('the name was not typed', { fields: { confirmation: 'is another name' } });
}
