import { Injectable } from '@nestjs/common';
import { invalidInput } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { Instances } from '../instances/index.js';
import { PasswordHasher } from '../platform/password-hasher.js';
import { Settings } from '../platform/settings.js';
import { assertStrongPassword, contextWordsOf, MAXIMUM_PASSWORD_LENGTH } from './password-policy.js';
import { UserStore, type UserWithPassword } from './user.store.js';

export interface PasswordOwner {
  readonly instanceId: InstanceId;
  readonly email: string;
  readonly name: string;
}

const PRODUCT = 'Latchkey';

/** Whether a password is right, and whether it may become one. */
@Injectable()
export class UserPasswords {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly store: UserStore,
    private readonly instances: Instances,
    private readonly settings: Settings,
  ) {}

  /**
   * The hash of an acceptable password.
   * @throws weak_password; temporarily_unavailable where too many are hashed already
   */
  async hash(password: string, owner: PasswordOwner): Promise<string> {
    const { name, title, settings } = await this.instances.getById(owner.instanceId);
    const localPart = owner.email.split('@')[0] ?? '';
    assertStrongPassword(password, {
      minimumLength: settings.passwordMinimumLength ?? this.settings.passwordMinimumLength,
      contextWords: contextWordsOf([localPart, owner.name, name, title, PRODUCT]),
    });
    return this.hasher.hash(password);
  }

  /** Does the same work for an absent user and one without a password; text that no password can be is refused at once, for all. */
  async verify(found: UserWithPassword | undefined, password: string): Promise<boolean> {
    if (password.length > MAXIMUM_PASSWORD_LENGTH) return false;
    return this.hasher.verify(found?.passwordHash, password);
  }

  /** A hash made with the parameters of another year is made anew, while the password is at hand. */
  async refresh({ user, passwordHash }: UserWithPassword, password: string): Promise<void> {
    if (passwordHash === undefined || !this.hasher.needsRehash(passwordHash)) return;
    await this.store.rehash(user, passwordHash, await this.hasher.hash(password));
  }

  /** The account's own password once more, before something that it protects. */
  async assertCurrent(found: UserWithPassword, password: string): Promise<void> {
    if (await this.verify(found, password)) return;
    const text = 'the current password is not right';
    throw invalidInput(text, { fields: { currentPassword: text } });
  }
}
