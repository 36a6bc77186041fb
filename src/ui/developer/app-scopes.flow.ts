import { Injectable } from '@nestjs/common';
import { type App, AppClients, AppScopes, VendorApps } from '../../apps/index.js';
import { invalidScope } from '../../core/errors.js';
import { parseScope } from '../../core/scope.js';
import { registrationOf } from './app-form.js';
import { DeveloperForms } from './developer-forms.service.js';
import type { DeveloperVisit } from './developer-visit.js';

/** Names that an app may ask for, as at the API. */
const MOST_SCOPES = 90;

/** The scopes that an app asks for, and those that it offers to others. */
@Injectable()
export class AppScopesFlow {
  constructor(
    private readonly apps: VendorApps,
    private readonly clients: AppClients,
    private readonly scopes: AppScopes,
    private readonly forms: DeveloperForms,
  ) {}

  add(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'scopes',
      work: async () => {
        const added = namesIn(at);
        if (added.size === 0) throw invalidScope('no scope is named');
        const { scope } = await this.app(at);
        const wanted = new Set([...scope, ...added]);
        if (wanted.size > MOST_SCOPES) throw invalidScope('too many scopes');
        await this.apps.update(at.caller, at.id, { scope: [...wanted] });
        return 'scopesSaved';
      },
    });
  }

  remove(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'scopes',
      work: async () => {
        const removed = namesIn(at);
        const { scope } = await this.app(at);
        await this.apps.update(at.caller, at.id, { scope: scope.filter((name) => !removed.has(name)) });
        return 'scopesSaved';
      },
    });
  }

  offer(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'api',
      work: async () => {
        const { name } = await this.app(at);
        await this.scopes.register(at.caller, at.id, registrationOf(at.visit.form, name));
        return 'scopeOffered';
      },
    });
  }

  withdraw(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'api',
      work: async () => {
        await this.scopes.remove(at.caller, at.id, at.visit.form.get('scope') ?? '');
        return 'scopeWithdrawn';
      },
    });
  }

  private async app({ caller, id }: DeveloperVisit): Promise<App> {
    return (await this.clients.show(caller, id)).app;
  }
}

/** @throws invalid_scope */
function namesIn({ visit }: DeveloperVisit): ReadonlySet<string> {
  return parseScope(visit.form.get('scope'));
}
