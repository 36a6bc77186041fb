import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index.js';
import { Sessions } from '../../sessions/index.js';
import { type UserKey, Users } from '../../users/index.js';
import { AccountLetters } from './account-letters.service.js';

/** What every change of a password means beside it, whoever made it and why. */
@Injectable()
export class PasswordEndings {
  constructor(
    private readonly sessions: Sessions,
    private readonly users: Users,
    private readonly letters: AccountLetters,
    private readonly database: Database,
  ) {}

  /** The revocation of the user has killed the sessions; this is what their list and the audit show, and the letter about it. */
  async settle({ instanceId, userId }: UserKey): Promise<void> {
    await this.database.transaction(async () => {
      await this.sessions.endAll(instanceId, userId);
      await this.letters.passwordChanged(await this.users.get(instanceId, userId));
    });
  }
}
