import { Injectable } from '@nestjs/common';
import { AppClients } from '../../apps/index.js';
import { invalidInput } from '../../core/errors.js';
import { clientChangeOf, newClientOf } from './app-form.js';
import { DeveloperForms } from './developer-forms.service.js';
import type { DeveloperVisit } from './developer-visit.js';

/** Hours that the secret before may stay valid, as the page offers them. */
const OVERLAPS: readonly string[] = ['0', '1', '24', '168'];
const HOUR = 3_600_000;

/** The credentials of an app. */
@Injectable()
export class AppClientsFlow {
  constructor(
    private readonly clients: AppClients,
    private readonly forms: DeveloperForms,
  ) {}

  add(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'clients',
      work: async () => {
        const { id, secret } = await this.clients.create(at.caller, at.id, newClientOf(at.visit.form));
        return { kind: 'client', clientId: id, value: secret };
      },
    });
  }

  update(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'client',
      work: async () => {
        await this.clients.update(at.caller, addressOf(at), clientChangeOf(at.visit.form));
        return 'clientSaved';
      },
    });
  }

  rotate(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'client',
      work: async () => {
        const rotation = { overlap: overlapIn(at), revokeTokens: false };
        const { id, secret } = await this.clients.rotateSecret(at.caller, addressOf(at), rotation);
        return { kind: 'client', clientId: id, value: secret };
      },
    });
  }

  disable(at: DeveloperVisit): Promise<string> {
    return this.forms.submit(at, {
      section: 'client',
      work: async () => {
        await this.clients.disable(at.caller, addressOf(at));
        return 'clientDisabled';
      },
    });
  }
}

function addressOf({ id, itemId }: DeveloperVisit): { appId: string; clientId: string } {
  return { appId: id, clientId: itemId };
}

/** Milliseconds. @throws invalid_input */
function overlapIn({ visit }: DeveloperVisit): number {
  const hours = visit.form.get('overlap') ?? '0';
  if (!OVERLAPS.includes(hours))
    throw invalidInput('there is no such overlap', { fields: { overlap: 'is not valid' } });
  return Number(hours) * HOUR;
}
