import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../core/errors.js';
import type { InstanceId, UserId } from '../core/ids.js';
import {
  type Instance,
  type InstanceChange,
  Instances,
  type NewInstance,
  type SettingsChange,
} from '../instances/index.js';
import { InstanceRemoval } from './instance-removal.js';
import { OperatorTrail } from './operator-trail.js';

/** Which instance, and which operator asks. */
export interface InstanceAddress {
  readonly name: string;
  /** Absent: the command line. */
  readonly by?: UserId;
}

/** All instances, in the hands of whoever runs the service. A change is in force everywhere within the feed's bound. */
@Injectable()
export class AdministeredInstances {
  constructor(
    private readonly instances: Instances,
    private readonly removal: InstanceRemoval,
    private readonly trail: OperatorTrail,
  ) {}

  /** By name; suspended ones and those on their way out included. */
  list(): Promise<Instance[]> {
    return this.instances.list();
  }

  /** @throws not_found */
  async get(name: string): Promise<Instance> {
    const found = (await this.list()).find((instance) => instance.name === name);
    if (found) return found;
    throw notFound('there is no such instance');
  }

  /** @throws invalid_input, conflict */
  create({ name, title, by }: NewInstance & InstanceAddress, settings: SettingsChange): Promise<Instance> {
    return this.along('instance.created', { name, by }, async () => {
      const { id } = await this.instances.create({ name, title });
      return this.instances.configure(id, settings);
    });
  }

  /** @throws not_found, invalid_input */
  async configure(address: InstanceAddress, change: InstanceChange): Promise<Instance> {
    const { id } = await this.get(address.name);
    return this.along('instance.configured', address, () => this.instances.configure(id, change));
  }

  /** Nothing that it has issued works any more. @throws not_found; conflict for the default instance */
  suspend(address: InstanceAddress): Promise<Instance> {
    return this.change('instance.suspended', address, (id) => this.instances.suspend(id));
  }

  /** @throws not_found; conflict where it is being deleted */
  activate(address: InstanceAddress): Promise<Instance> {
    return this.change('instance.activated', address, (id) => this.instances.activate(id));
  }

  /** For good, with all that it holds. @throws not_found; conflict for the default instance, and while it is in use */
  remove(address: InstanceAddress): Promise<Instance> {
    return this.change('instance.deleted', address, async (id) => {
      await this.instances.condemn(id);
      await this.removal.begin(id);
    });
  }

  private async change(
    type: string,
    address: InstanceAddress,
    change: (id: InstanceId) => Promise<void>,
  ): Promise<Instance> {
    const { id, name } = await this.get(address.name);
    if (id === (await this.instances.default()).id) {
      throw conflict('this is the default instance, from which the others are run');
    }
    return this.along(type, address, async () => {
      await change(id);
      return this.get(name);
    });
  }

  private async along<T>(type: string, { name, by }: InstanceAddress, change: () => Promise<T>): Promise<T> {
    const { id: instanceId } = await this.instances.default();
    return this.trail.along({ instanceId, type, userId: by, detail: { instance: name } }, change);
  }
}
