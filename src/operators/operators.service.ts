import { Injectable } from '@nestjs/common';
import { conflict, forbidden, notFound } from '../core/errors.js';
import type { InstanceId, UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import { Instances } from '../instances/index.js';
import { Mint } from '../platform/index.js';
import { type User, Users } from '../users/index.js';
import { OperatorStore } from './operator.store.js';
import { OperatorTrail } from './operator-trail.js';

/** People of the default instance who run the service; made and unmade on the command line, by whoever has the database. */
@Injectable()
export class Operators {
  constructor(
    private readonly store: OperatorStore,
    private readonly users: Users,
    private readonly instances: Instances,
    private readonly trail: OperatorTrail,
    private readonly mint: Mint,
  ) {}

  /** For showing the way there, which lets nobody in: that is `assert`'s. */
  async includes({ id, instanceId }: Pick<User, 'id' | 'instanceId'>): Promise<boolean> {
    const { id: home } = await this.instances.default();
    return instanceId === home && this.store.has(home, id);
  }

  /** Looked up at each use: an operator who was dismissed is none at the next request. @throws forbidden */
  async assert({ instanceId, bearer }: Principal): Promise<UserId> {
    const id = bearer.id as UserId;
    if (bearer.type === 'person' && (await this.includes({ id, instanceId }))) return id;
    throw forbidden('only operators of this service can do this');
  }

  /** @throws not_found, conflict */
  add(email: string): Promise<User> {
    return this.changing(email, 'operator.added', async (instanceId, userId) => {
      if (await this.store.insert(instanceId, { userId, createdAt: this.mint.now() })) return;
      throw conflict('this person is an operator already');
    });
  }

  /** @throws not_found */
  remove(email: string): Promise<User> {
    return this.changing(email, 'operator.removed', async (instanceId, userId) => {
      if (!(await this.store.remove(instanceId, userId))) throw notFound('this person is no operator');
    });
  }

  async list(): Promise<User[]> {
    const { id } = await this.instances.default();
    const operators = await this.store.list(id);
    return Promise.all(operators.map(({ userId }) => this.users.get(id, userId)));
  }

  private async changing(
    email: string,
    type: string,
    change: (instanceId: InstanceId, userId: UserId) => Promise<void>,
  ): Promise<User> {
    const { id: instanceId } = await this.instances.default();
    const user = await this.users.findByEmail(instanceId, email);
    if (!user) throw notFound('nobody has this e-mail address');
    await this.trail.along({ instanceId, type, userId: user.id }, () => change(instanceId, user.id));
    return user;
  }
}
