import { Injectable } from '@nestjs/common';
import { type Client, Clients } from '../../apps/index.js';
import { invalidRequest } from '../../core/errors.js';
import { type Catalogue, type LocalizedText, Resources } from '../../resources/index.js';
import { requestedScope } from '../authorize/authorization-request.js';
import { refusalOf } from '../authorize/next-step.js';
import { type OrganizationChoice, OrganizationChoices } from '../authorize/organization-choices.service.js';
import {
  type AskedRequest,
  describeScopes,
  type OrganizationQuestion,
  questionOf,
  type RequestedScope,
} from '../authorize/pending-authorization.js';
import type { Visitor } from '../authorize/situations.service.js';
import { type Entered, DeviceEntrances } from './device-entrances.service.js';
import { assertMayAsk } from './device-scope.js';

/** A device whose code this browser session has entered, with all that decides what its person may answer. */
export interface EnteredDevice extends Entered {
  readonly client: Client;
  readonly request: AskedRequest;
  readonly choices: readonly OrganizationChoice[];
  readonly catalogue: Catalogue;
}

/** The same as its person sees it. */
export interface PendingDevice {
  /** As it is stored. */
  readonly userCode: string;
  readonly client: { readonly name: string; readonly vendor: string; readonly description: LocalizedText };
  readonly scopes: readonly RequestedScope[];
  /** Absent where the person is the bearer. */
  readonly organizations?: OrganizationQuestion;
}

@Injectable()
export class EnteredDevices {
  constructor(
    private readonly entrances: DeviceEntrances,
    private readonly clients: Clients,
    private readonly resources: Resources,
    private readonly organizations: OrganizationChoices,
  ) {}

  /**
   * Read again: the app may have lost a scope since, or the person an organization (T034).
   * @throws invalid_request where this session has not entered it, or it is over; invalid_scope; login_required
   */
  async get(visitor: Visitor, code: string): Promise<EnteredDevice> {
    const { instance } = visitor;
    const { row, session } = await this.entrances.entered(visitor, code);
    const client = await this.clients.find(instance.id, row.clientId);
    if (!client) throw invalidRequest('there is no such app any more');
    const catalogue = await this.resources.catalogue(instance.id);
    const parameters = new Map(row.scope === '' ? [] : [['scope', row.scope] as const]);
    assertMayAsk({ instance, client, catalogue }, parameters);
    const request = { ...requestedScope(parameters, { client, catalogue }), parameters };
    const choices = await this.organizations.of(client, request.bearer, session.userId);
    const refusal = refusalOf({ request, choices });
    if (refusal) throw refusal;
    return { row, session, client, request, choices, catalogue };
  }

  async describe(visitor: Visitor, code: string): Promise<PendingDevice> {
    const entered = await this.get(visitor, code);
    const { row, client, request, choices } = entered;
    const { title: name, vendor, description } = client.app;
    return {
      userCode: row.userCode,
      client: { name, vendor, description },
      scopes: describeScopes(entered),
      organizations: questionOf(request, choices),
    };
  }
}
