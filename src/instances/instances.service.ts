import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { conflict, invalidInput, unknownInstance } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { isPrintableName } from '../core/text.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Random } from '../platform/random.js';
import { Settings } from '../platform/settings.js';
import { assertInstanceName, isInstanceName } from '../core/instance-name.js';
import {
  assertSettings,
  changedSettings,
  type InstanceSettings,
  type SettingsChange,
  type StoredSettings,
  withDefaults,
} from './instance-settings.js';
import { type InstanceRecord, type InstanceStatus, InstanceStore } from './instance.store.js';

/** An isolated issuer: its own users, clients, keys and settings. */
export interface Instance {
  readonly id: InstanceId;
  readonly name: string;
  readonly title: string;
  readonly settings: InstanceSettings;
  readonly status: InstanceStatus;
  /** `iss` of its tokens (RFC 8414 §2). */
  readonly issuer: string;
  /** Where its routes begin, without a slash at the end. */
  readonly baseUrl: string;
}

export interface NewInstance {
  readonly name: string;
  readonly title: string;
  readonly settings?: StoredSettings;
}

export interface InstanceChange extends SettingsChange {
  readonly title?: string;
}

/** Called inside the transaction of the change; `isEnded` where nothing that the instance issued may live on. */
export type InstanceListener = (id: InstanceId, isEnded: boolean) => Promise<void>;

@Injectable()
export class Instances {
  private readonly listeners: InstanceListener[] = [];
  /** Found ones only: a name that is unknown now may be created by another process at any time. */
  private readonly byName = new LRUCache<string, Instance>({ max: 1_000 });
  private readonly byId = new LRUCache<string, Instance>({ max: 1_000 });
  private changes = 0;

  constructor(
    private readonly store: InstanceStore,
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @throws unknown_instance where there is none of that name, or it is suspended. */
  async get(name: string): Promise<Instance> {
    const known = this.byName.get(name);
    if (known) return known;
    return this.remember(isInstanceName(name) ? () => this.store.findByName(name) : async () => undefined);
  }

  /** @throws unknown_instance where there is none, or it is suspended. */
  async getById(id: InstanceId): Promise<Instance> {
    return this.byId.get(id) ?? this.remember(() => this.store.find(id));
  }

  /** The instance of the routes that name none. @throws unknown_instance where it was not created yet. */
  default(): Promise<Instance> {
    return this.get(this.settings.defaultInstance);
  }

  /** Suspended ones included. */
  async list(): Promise<Instance[]> {
    return (await this.store.list()).map((record) => this.toInstance(record));
  }

  /** @throws invalid_input where name, title or settings are not acceptable; conflict where the name is taken. */
  async create({ name, title, settings = {} }: NewInstance): Promise<Instance> {
    assertInstanceName(name);
    assertTitle(title);
    assertSettings(settings);
    const createdAt = this.clock.now();
    const id = this.random.uuid(createdAt) as InstanceId;
    const record: InstanceRecord = { id, name, title, settings, status: 'active', createdAt };
    if (!(await this.store.insert(record))) throw conflict(`an instance named '${name}' exists`);
    return this.toInstance(record);
  }

  /** Changes what is named, keeps the rest; `null` brings a default back. @throws invalid_input, unknown_instance */
  async configure(id: InstanceId, { title, ...changes }: InstanceChange): Promise<Instance> {
    if (title !== undefined) assertTitle(title);
    return this.change(id, false, async (record) => {
      const settings = changedSettings(record.settings, changes);
      assertSettings(settings);
      await this.store.update(id, { title: title ?? record.title, settings }, this.clock.now());
    });
  }

  /** Closes the instance, and kills what it issued. */
  async suspend(id: InstanceId): Promise<void> {
    await this.change(id, true, () => this.store.setStatus(id, 'suspended', this.clock.now()));
  }

  /** Tokens, keys and sessions from before stay dead. @throws conflict where it is being deleted */
  async activate(id: InstanceId): Promise<void> {
    await this.change(id, false, async ({ status }) => {
      if (status === 'deleting') throw conflict('the instance is being deleted');
      await this.store.setStatus(id, 'active', this.clock.now());
    });
  }

  /** There is no way back; whoever calls sees to it that what it held is removed. @throws conflict where it is not suspended */
  async condemn(id: InstanceId): Promise<void> {
    await this.change(id, true, async ({ status }) => {
      if (status === 'active') throw conflict('the instance is in use: suspend it first');
      await this.store.setStatus(id, 'deleting', this.clock.now());
    });
  }

  /** The last of it, once nothing else is left. */
  async removeCondemned(id: InstanceId): Promise<void> {
    await this.change(id, true, async () => this.store.remove(id));
  }

  /** The listener hears of every change that is made here, while it can still fail it. */
  onChanged(listener: InstanceListener): void {
    this.listeners.push(listener);
  }

  /** Forgets what is remembered, because an instance was changed here or elsewhere: rare enough to forget all of them. */
  forget(): void {
    this.changes += 1;
    this.byName.clear();
    this.byId.clear();
  }

  private change(
    id: InstanceId,
    isEnded: boolean,
    write: (record: InstanceRecord) => Promise<void>,
  ): Promise<Instance> {
    return this.database.transaction(async () => {
      const record = await this.store.lock(id);
      if (!record) throw unknown();
      await write(record);
      for (const listener of this.listeners) await listener(id, isEnded);
      this.database.afterCommit(() => this.forget());
      return this.toInstance((await this.store.find(id)) ?? record);
    });
  }

  private async remember(find: () => Promise<InstanceRecord | undefined>): Promise<Instance> {
    const { changes } = this;
    const record = await find();
    if (record?.status !== 'active') throw unknown();
    const instance = this.toInstance(record);
    // What was read before a change, or inside a transaction that may roll back, must not be remembered after it.
    this.database.afterCommit(() => {
      if (changes === this.changes) this.keep(instance);
    });
    return instance;
  }

  private keep(instance: Instance): void {
    this.byName.set(instance.name, instance);
    this.byId.set(instance.id, instance);
  }

  private toInstance({ id, name, title, settings, status }: InstanceRecord): Instance {
    const baseUrl = `${this.settings.publicUrl}/${name}`;
    return {
      id,
      name,
      title,
      settings: withDefaults(settings, title),
      status,
      issuer: `${baseUrl}/oauth2/v1`,
      baseUrl,
    };
  }
}

function unknown(): Error {
  return unknownInstance('there is no such instance');
}

function assertTitle(title: string): void {
  if (!isPrintableName(title)) throw invalidInput('an instance needs a title', { fields: { title: 'is not valid' } });
}
