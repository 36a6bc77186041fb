import { Injectable } from '@nestjs/common';
import { VendorApps } from '../../apps/index.js';
import { changeOf } from './app-form.js';
import { DeveloperForms } from './developer-forms.service.js';
import type { DeveloperVisit } from './developer-visit.js';

/** What an app says of itself, and whether it works at all. */
@Injectable()
export class AppDetailsFlow {
  constructor(
    private readonly apps: VendorApps,
    private readonly forms: DeveloperForms,
  ) {}

  save(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'details',
      work: async () => {
        await this.apps.update(at.caller, at.id, changeOf(at.visit.form));
        return 'saved';
      },
    });
  }

  enable(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'status',
      work: async () => {
        await this.apps.enable(at.caller, at.id);
        return 'enabled';
      },
    });
  }

  disable(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'status',
      work: async () => {
        await this.apps.disable(at.caller, at.id);
        return 'disabled';
      },
    });
  }
}
