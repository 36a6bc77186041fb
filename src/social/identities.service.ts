import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import { type UserKey, Users } from '../users/index.js';
import type { Identity } from './identity.js';
import { IdentityStore } from './identity.store.js';
import { IdentityTrail } from './identity-trail.js';
import type { ProviderProfile } from './provider-profile.js';

/** With which sign-ins elsewhere a person comes in here, in that person's own hands. */
@Injectable()
export class Identities {
  constructor(
    private readonly store: IdentityStore,
    private readonly users: Users,
    private readonly trail: IdentityTrail,
    private readonly database: Database,
  ) {}

  /** The oldest first. */
  list(key: UserKey): Promise<Identity[]> {
    return this.store.list(key);
  }

  /** By the wish of who is signed in. Linking twice is linking. @throws conflict where it is another account's, or this one has another there */
  async link(key: UserKey, profile: ProviderProfile): Promise<void> {
    await this.database.transaction(async () => {
      if (await this.isLinkedTo(key, profile)) return;
      await this.store.forget(key.instanceId, profile);
      if (!(await this.store.insert(key, profile))) throw takenElsewhere();
      await this.trail.linked(key, profile.provider);
    });
  }

  /** @throws not_found, for another person's as for none; conflict where it is the last way into the account */
  async unlink(key: UserKey, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const identities = await this.store.lock(key);
      const identity = identities.find((one) => one.id === id);
      if (!identity) throw notFound('there is no such sign-in');
      const { hasPassword } = await this.users.get(key.instanceId, key.userId);
      if (identities.length === 1 && !hasPassword) throw conflict('this is the only way to sign in to the account');
      if (!(await this.store.unlink(key, identity.id))) throw notFound('there is no such sign-in');
      await this.trail.unlinked(key, identity.provider);
    });
  }

  /** Of one person, those that were unlinked too. */
  removeAll(key: UserKey): Promise<void> {
    return this.store.removeAll(key);
  }

  /** Whose it is, if it leads anywhere. */
  private async isLinkedTo({ instanceId, userId }: UserKey, profile: ProviderProfile): Promise<boolean> {
    const identity = await this.find(instanceId, profile);
    if (identity === undefined || identity.isUnlinked) return false;
    if (identity.userId !== userId) throw takenElsewhere();
    return true;
  }

  private find(instanceId: InstanceId, profile: ProviderProfile): Promise<Identity | undefined> {
    return this.store.find(instanceId, profile);
  }
}

function takenElsewhere(): Error {
  return conflict('this sign-in belongs to another account, or the account has another one of that provider');
}
