import { Injectable } from '@nestjs/common';
import { conflict } from '../core/errors.js';
import type { InstanceId, UserId } from '../core/ids.js';
import { foldEmail } from '../core/text.js';
import { Mint, PasswordHasher } from '../platform/index.js';
import { TestPeopleTrail } from './test-people-trail.js';
import { TestPersonStore } from './test-person.store.js';
import { type TestAccountKey, UserStore } from './user.store.js';

/** Never anybody's (RFC 6761 §6.4). */
const DOMAIN = 'test.invalid';
/** Bytes. */
const PASSWORD_LENGTH = 18;

/** What all people of a test account sign in with; the password is shown once and kept as its hash. */
export interface TestCredentials {
  readonly password: string;
  readonly passwordHash: string;
}

interface NewTestPerson {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly passwordHash: string;
  readonly account: TestAccountKey;
}

/** People whom nobody is, for apps to try themselves out with. All of it joins the running transaction, and there has to be one. */
@Injectable()
export class TestPeople {
  constructor(
    private readonly store: UserStore,
    private readonly people: TestPersonStore,
    private readonly hasher: PasswordHasher,
    private readonly trail: TestPeopleTrail,
    private readonly mint: Mint,
  ) {}

  /** To be called before the transaction, which would wait for the hash. @throws temporarily_unavailable */
  async credentials(): Promise<TestCredentials> {
    const password = this.mint.secret(PASSWORD_LENGTH);
    return { password, passwordHash: await this.hasher.hash(password) };
  }

  /** With an address of their own that no mail reaches. */
  async create({ instanceId, name, passwordHash, account }: NewTestPerson): Promise<UserId> {
    const email = `${this.mint.id<string>()}@${DOMAIN}`;
    const ofAddress = { email, emailFolded: foldEmail(email), emailVerified: true };
    const userId = await this.store.insert({ instanceId, ...ofAddress, name, passwordHash, testAccount: account });
    if (userId === undefined) throw conflict('an account with this e-mail address exists');
    await this.trail.created(instanceId, userId);
    return userId;
  }

  /** Before the organization is locked: so do those who issue tokens. */
  lock({ organizationId }: TestAccountKey): Promise<void> {
    return this.people.lock(organizationId);
  }

  /** With all that hangs on them, wherever it is. */
  async remove(instanceId: InstanceId, { organizationId }: TestAccountKey): Promise<void> {
    await this.trail.removed(instanceId, await this.people.remove(organizationId));
  }
}
