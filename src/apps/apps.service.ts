import { Injectable } from '@nestjs/common';
import { conflict, invalidInput, notFound } from '../core/errors.js';
import type { AppId, InstanceId } from '../core/ids.js';
import { isPrintableName } from '../core/text.js';
import { Database, Mint } from '../platform/index.js';
import { type LocalizedText, Resources } from '../resources/index.js';
import { AppStore } from './app.store.js';
import { type ClientInput, Clients, type CreatedClient } from './clients.service.js';

const TECHNICAL_NAME = /^[a-z][a-z0-9_-]{2,63}$/;
const MAXIMUM_URL_LENGTH = 2_048;

export interface AppInput extends Omit<ClientInput, 'appId' | 'name'> {
  readonly name: string;
  readonly title?: string;
  readonly vendor?: string;
  readonly description?: LocalizedText;
  readonly firstParty?: boolean;
  /** Desired scopes; OpenID's own need not be named. */
  readonly scope: readonly string[];
  readonly entryPoint?: string;
}

export interface CreatedApp extends CreatedClient {
  readonly appId: AppId;
}

const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];

@Injectable()
export class Apps {
  constructor(
    private readonly store: AppStore,
    private readonly clients: Clients,
    private readonly resources: Resources,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** An app with its first client. @throws invalid_input, invalid_scope, invalid_redirect_uri, conflict */
  async create(input: AppInput): Promise<CreatedApp> {
    await this.assertCreatable(input);
    const appId = this.mint.id<AppId>();
    const { name, instanceId, entryPoint } = input;
    const app = {
      id: appId,
      instanceId,
      name,
      title: input.title ?? name,
      vendor: input.vendor ?? '',
      description: input.description ?? { en: '' },
      firstParty: input.firstParty ?? false,
      scope: [...new Set([...IDENTITY, ...input.scope])],
      entryPoint,
    };
    return this.database.transaction(async () => {
      await this.store.insert(app, this.mint.now());
      return { appId, ...(await this.clients.create({ ...input, name: '', appId })) };
    });
  }

  /** @throws not_found */
  async getId(instanceId: InstanceId, name: string): Promise<AppId> {
    const id = await this.store.findIdByName(instanceId, name);
    if (!id) throw notFound(`there is no app named '${name}'`);
    return id;
  }

  /** All tokens of all its clients die with it. @throws not_found */
  async disable(instanceId: InstanceId, name: string): Promise<void> {
    const id = await this.getId(instanceId, name);
    await this.database.transaction(async () => {
      await this.store.setStatus(id, 'disabled', this.mint.now());
      await this.clients.revokeApp(instanceId, id, await this.store.listClientIds(id));
    });
  }

  private async assertCreatable(input: AppInput): Promise<void> {
    if (!TECHNICAL_NAME.test(input.name)) {
      throw invalidInput(`'${input.name}' is not a technical name: lower-case letters, digits, _ and -, 3 to 64 long`);
    }
    const shown = [input.title, input.vendor].filter((text): text is string => Boolean(text));
    if (!shown.every(isPrintableName)) throw invalidInput('title and vendor are 1 to 200 printable characters');
    if (input.entryPoint !== undefined) assertEntryPoint(input.entryPoint);
    const catalogue = await this.resources.catalogue(input.instanceId);
    input.scope.forEach((name) => catalogue.assertKnown(name));
    if (await this.store.findIdByName(input.instanceId, input.name)) {
      throw conflict(`an app named '${input.name}' exists already`);
    }
  }
}

/** People are sent there with a click: a web page and nothing that a browser would run, on https or on their own machine. */
function assertEntryPoint(text: string): void {
  const url = URL.canParse(text) && text.length <= MAXIMUM_URL_LENGTH ? new URL(text) : undefined;
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !isLocal) throw invalidInput('the entry point must be an https URL');
}
