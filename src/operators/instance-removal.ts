import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Instances } from '../instances/index.js';
import { type ClaimedMessage, type Deliverer, InstanceData, Outbox, OutboxWorker } from '../platform/index.js';

const KIND = 'instance-removal';
/** Rows of one statement: no request waits long for the writer. */
const BATCH = 500;
/** Statements of one message, so that it is done long before its claim ends. */
const BATCHES = 20;

/** Removes what a deleted instance has held, in the background and on any replica. It has been dead since it was suspended. */
@Injectable()
export class InstanceRemoval implements Deliverer, OnModuleInit {
  readonly kind = KIND;

  constructor(
    private readonly instances: Instances,
    private readonly data: InstanceData,
    private readonly outbox: Outbox,
    private readonly worker: OutboxWorker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  /** Joins the running transaction. */
  async begin(id: InstanceId): Promise<void> {
    // On the record of the default instance: its own messages are among what is removed.
    await this.outbox.add({ instanceId: (await this.instances.default()).id, kind: KIND, payload: { id } });
  }

  async deliver({ payload }: ClaimedMessage): Promise<void> {
    const { id } = payload as { readonly id: InstanceId };
    for (let count = 0; count < BATCHES; count += 1) {
      if ((await this.data.remove(id, BATCH)) < BATCH) return this.finish(id);
    }
    await this.begin(id);
  }

  private async finish(id: InstanceId): Promise<void> {
    if ((await this.instances.list()).some((instance) => instance.id === id)) await this.instances.removeCondemned(id);
  }
}
