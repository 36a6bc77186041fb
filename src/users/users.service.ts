import { Injectable } from '@nestjs/common';
import { conflict, invalidInput, invalidLogin, notFound } from '../core/errors.js';
import type { InstanceId, UserId } from '../core/ids.js';
import { foldEmail, isEmail, isPrintableName } from '../core/text.js';
import { Audit } from '../audit/index.js';
import { Database } from '../platform/database.js';
import { Revocations } from '../revocations/index.js';
import { UserPasswords } from './user-passwords.js';
import type { NewUser, ProfileChange, User, UserKey } from './user.js';
import { UserStore, type UserWithPassword } from './user.store.js';

type Ending = 'user.suspended' | 'user.removed' | 'user.password_changed';

/** People: their accounts, their passwords, and when both end. */
@Injectable()
export class Users {
  constructor(
    private readonly store: UserStore,
    private readonly passwords: UserPasswords,
    private readonly revocations: Revocations,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  /**
   * `within` belongs to the same transaction.
   * @throws invalid_input, weak_password; conflict where the address is taken in this instance (D11)
   */
  async create(input: NewUser, within?: (user: User) => Promise<void>): Promise<User> {
    const email = input.email.trim();
    const name = assertName(input.name);
    if (!isEmail(email))
      throw invalidInput('this is not an e-mail address', { fields: { email: 'not an e-mail address' } });
    const { instanceId, password, avatarUrl, emailVerified = false } = input;
    // Before the row, so that no transaction waits for it; and in any case, so that a taken address takes as long.
    const passwordHash =
      password === undefined ? undefined : await this.passwords.hash(password, { instanceId, email, name });
    return this.database.transaction(async () => {
      const row = { instanceId, email, emailFolded: foldEmail(email), emailVerified, name, passwordHash, avatarUrl };
      const userId = await this.store.insert(row);
      if (userId === undefined) {
        throw conflict('an account with this e-mail address exists', { fields: { email: 'already in use' } });
      }
      await this.audit.record({ instanceId, type: 'user.created', userId });
      const user = await this.get(instanceId, userId);
      await within?.(user);
      return user;
    });
  }

  async find(instanceId: InstanceId, userId: UserId): Promise<User | undefined> {
    return (await this.store.find({ instanceId, userId }))?.user;
  }

  /** @throws not_found */
  async get(instanceId: InstanceId, userId: UserId): Promise<User> {
    return (await this.getWithPassword({ instanceId, userId })).user;
  }

  async findByEmail(instanceId: InstanceId, email: string): Promise<User | undefined> {
    return (await this.lookUp(instanceId, email))?.user;
  }

  /**
   * Who has this address and this password. Unknown, without a password, suspended and wrong are one answer after the same work.
   * Does not count attempts: that is the caller's.
   * @throws invalid_login
   */
  async authenticate(instanceId: InstanceId, identifier: string, password: string): Promise<User> {
    const found = await this.lookUp(instanceId, identifier);
    const isRight = await this.passwords.verify(found, password);
    if (!isRight || found?.user.status !== 'active')
      throw invalidLogin('the e-mail address or the password is not right');
    await this.passwords.refresh(found, password);
    return found.user;
  }

  /** @throws invalid_input where the current password is not right; weak_password */
  async changePassword(
    change: UserKey & { readonly currentPassword: string; readonly newPassword: string },
  ): Promise<void> {
    const found = await this.getWithPassword(change);
    await this.passwords.assertCurrent(found, change.currentPassword);
    await this.replacePassword(found, change.newPassword);
  }

  /**
   * Without the old password: for recovery and the operator. `within` belongs to the same transaction and comes first: where it
   * throws, nothing has changed.
   * @throws weak_password, before `within` is asked
   */
  async setPassword(
    { password, ...key }: UserKey & { readonly password: string },
    within?: () => Promise<void>,
  ): Promise<void> {
    const hash = await this.passwords.hash(password, await this.get(key.instanceId, key.userId));
    await this.database.transaction(async () => {
      await within?.();
      const validFrom = await this.endCredentials(key, 'user.password_changed');
      const { passwordHash } = await this.getWithPassword(key);
      await this.store.replacePassword(key, { from: passwordHash, to: hash, validFrom });
    });
  }

  /** @throws invalid_input, not_found */
  async updateProfile(key: UserKey, change: ProfileChange): Promise<User> {
    const name = change.name === undefined ? undefined : assertName(change.name);
    const changed = await this.store.updateProfile(key, name === undefined ? change : { ...change, name });
    if (!changed) throw noSuchUser();
    return this.get(key.instanceId, key.userId);
  }

  /** Nothing of this person works any more, within the bound of the feed; suspending twice is suspending. @throws not_found */
  async suspend(key: UserKey): Promise<void> {
    await this.database.transaction(async () => {
      const { user } = await this.getWithPassword(key);
      if (user.status === 'active') await this.store.suspend(key, await this.endCredentials(key, 'user.suspended'));
    });
  }

  /** Credentials from before stay dead. @throws not_found */
  async activate(key: UserKey): Promise<void> {
    await this.database.transaction(async () => {
      await this.getWithPassword(key);
      if (await this.store.activate(key)) await this.audit.record({ ...key, type: 'user.activated' });
    });
  }

  /** What the account may have, such as how many API keys. @throws not_found */
  async setPlan(key: UserKey, plan: string): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.store.setPlan(key, plan))) throw noSuchUser();
      await this.audit.record({ ...key, type: 'user.plan_changed', detail: { plan } });
    });
  }

  /** The row and what hangs on it; the audit record keeps the id alone. @throws not_found */
  async remove(key: UserKey): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.store.remove(key))) throw noSuchUser();
      await this.endCredentials(key, 'user.removed');
    });
  }

  private async replacePassword({ user, passwordHash }: UserWithPassword, password: string): Promise<void> {
    const key = { instanceId: user.instanceId, userId: user.id };
    const hash = await this.passwords.hash(password, user);
    await this.database.transaction(async () => {
      const validFrom = await this.endCredentials(key, 'user.password_changed');
      const isReplaced = await this.store.replacePassword(key, { from: passwordHash, to: hash, validFrom });
      if (!isReplaced) throw conflict('the password was changed by another request');
    });
  }

  /** Answers from when on (milliseconds) new credentials count. */
  private async endCredentials({ instanceId, userId }: UserKey, type: Ending): Promise<number> {
    // Whoever issues something at this moment holds the row: what comes out of that is older than the not-before time.
    await this.store.lock({ instanceId, userId });
    const validFrom = await this.revocations.revoke(instanceId, [{ type: 'user', id: userId }], type);
    await this.audit.record({ instanceId, userId, type });
    return validFrom;
  }

  private async getWithPassword(key: UserKey): Promise<UserWithPassword> {
    const found = await this.store.find(key);
    if (!found) throw noSuchUser();
    return found;
  }

  // What is not an address is nobody's, and some of it (a NUL) not every database takes.
  private async lookUp(instanceId: InstanceId, identifier: string): Promise<UserWithPassword | undefined> {
    const email = identifier.trim();
    return isEmail(email) ? this.store.findByEmail(instanceId, foldEmail(email)) : undefined;
  }
}

function assertName(text: string): string {
  const name = text.trim();
  if (isPrintableName(name)) return name;
  throw invalidInput('this name can not be used', { fields: { name: 'use 1 to 200 printable characters' } });
}

const noSuchUser = () => notFound('there is no such user');
