import { Injectable } from '@nestjs/common';
import { conflict } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { AccountReclaim, type User, type UserKey, Users } from '../users/index.js';
import type { Identity } from './identity.js';
import { IdentityStore } from './identity.store.js';
import { IdentityTrail } from './identity-trail.js';
import type { ProviderProfile } from './provider-profile.js';

/**
 * The four ways in that the rules know, each in the running transaction. What another request has changed since the rules were
 * asked is a conflict: they have to be asked again.
 */
@Injectable()
export class SocialAdmission {
  constructor(
    private readonly store: IdentityStore,
    private readonly users: Users,
    private readonly accounts: AccountReclaim,
    private readonly trail: IdentityTrail,
  ) {}

  async enter(instanceId: InstanceId, identity: Identity, profile: ProviderProfile): Promise<User> {
    await this.store.touch(identity.id, profile);
    return this.users.get(instanceId, identity.userId);
  }

  async link(account: User, profile: ProviderProfile): Promise<User> {
    await this.attach(keyOf(account), profile);
    return account;
  }

  /** D12: nothing that its maker has left in it survives (T229). */
  async reclaim(account: User, profile: ProviderProfile): Promise<User> {
    const key = keyOf(account);
    if (!(await this.accounts.reclaim(key))) throw overtaken();
    await this.attach(key, profile);
    return this.users.get(key.instanceId, key.userId);
  }

  async create(instanceId: InstanceId, profile: ProviderProfile): Promise<User> {
    const { email = '', name = email.split('@')[0] ?? '', avatarUrl } = profile;
    const user = await this.users.create({ instanceId, email, emailVerified: true, name, avatarUrl });
    await this.store.forget(instanceId, profile);
    await this.attach(keyOf(user), profile);
    return user;
  }

  private async attach(key: UserKey, profile: ProviderProfile): Promise<void> {
    if (!(await this.store.insert(key, profile))) throw overtaken();
    await this.trail.linked(key, profile.provider);
  }
}

function keyOf({ instanceId, id }: User): UserKey {
  return { instanceId, userId: id };
}

function overtaken(): Error {
  return conflict('another request has changed the account at the same moment');
}
