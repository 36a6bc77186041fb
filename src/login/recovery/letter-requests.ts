import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type ClaimedMessage, Database, type Deliverer, OutboxWorker } from '../../platform/index.js';
import { type User, Users } from '../../users/index.js';
import type { AskedLetter } from './asked-letter.js';
import { MAIL_ASK } from './mail-asks.service.js';
import { AccountLetters } from './account-letters.service.js';

/** A wanted letter, and when it was asked for. */
interface Request extends AskedLetter {
  readonly instanceId: User['instanceId'];
  readonly askedAt: number;
  readonly locale?: string;
}

/** Writes the letters that were asked for, where there is somebody to write to. Asked twice for the same, the second one counts. */
@Injectable()
export class LetterRequests implements Deliverer, OnModuleInit {
  readonly kind = MAIL_ASK;

  constructor(
    private readonly worker: OutboxWorker,
    private readonly users: Users,
    private readonly letters: AccountLetters,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async deliver({ instanceId, payload, createdAt }: ClaimedMessage): Promise<void> {
    const request: Request = { ...(payload as AskedLetter), instanceId, askedAt: createdAt };
    await this.database.transaction(() =>
      request.change ? this.change(request, request.change) : this.write(request),
    );
  }

  private async write({ purpose, instanceId, to, askedAt, locale }: Request): Promise<void> {
    const user = await this.users.findByEmail(instanceId, to);
    if (!user || !isReader(user)) return;
    if (purpose === 'verify') {
      if (!user.emailVerified) await this.letters.verify(user, { askedAt, locale });
      return;
    }
    await this.letters.reset(user, { askedAt, locale });
    await this.audit.record({ instanceId, type: 'user.reset_requested', userId: user.id });
  }

  /** Only as long as the account is what it was when its password was shown (T226). */
  private async change(
    { instanceId, to, askedAt, locale }: Request,
    seen: NonNullable<Request['change']>,
  ): Promise<void> {
    const user = await this.users.find(instanceId, seen.userId);
    if (!user || !isReader(user) || user.email !== seen.email) return;
    if (user.credentialsNotBefore !== seen.credentialsNotBefore) return;
    const owner = await this.users.findByEmail(instanceId, to);
    const isFree = owner === undefined || owner.id === user.id;
    await this.letters.changeEmail(user, { newEmail: to, isFree, askedAt, locale });
  }
}

/** Nobody reads the mail of a person that an app has made up. */
function isReader({ status, testAccountOwnerId }: User): boolean {
  return status === 'active' && testAccountOwnerId === undefined;
}
