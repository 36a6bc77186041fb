import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { notFound } from '../core/errors.js';
import type { AppId, ConsentId, InstanceId, UserId } from '../core/ids.js';
import { formatScope, parseScope, type Scope, union } from '../core/scope.js';
import { Database, Mint } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { type ConsentedApp, type ConsentRecord, ConsentStore } from './consent.store.js';

/** What a person has allowed an app: the grant that the person's tokens for it hang on. */
export interface Consent {
  readonly id: ConsentId;
  readonly scope: Scope;
}

export interface ConsentSubject {
  readonly instanceId: InstanceId;
  readonly userId: UserId;
  readonly appId: AppId;
}

@Injectable()
export class Consents {
  constructor(
    private readonly store: ConsentStore,
    private readonly revocations: Revocations,
    private readonly audit: Audit,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  async find({ userId, appId }: ConsentSubject): Promise<Consent | undefined> {
    return consentOf(await this.store.find(userId, appId));
  }

  /** The same for who is about to issue a token for an active person: it is not withdrawn until the running transaction ends. */
  async hold({ instanceId, userId, appId }: ConsentSubject): Promise<Consent | undefined> {
    return consentOf(await this.store.hold(instanceId, userId, appId));
  }

  /** Adds to what was allowed before. Joins the running transaction. */
  async give(subject: ConsentSubject, scope: Scope): Promise<Consent> {
    const fresh: Consent = { id: this.mint.id<ConsentId>(), scope };
    const row = { ...subject, id: fresh.id, scope: formatScope(scope) };
    if (!(await this.store.insert(row, this.mint.now()))) return this.widen(subject, scope);
    await this.audit.record({ type: 'consent.given', ...subject, detail: { app: subject.appId, scope: row.scope } });
    return fresh;
  }

  /** Every token that hangs on it is dead. @throws not_found, for another person's consent too */
  async withdraw(instanceId: InstanceId, userId: UserId, id: ConsentId): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.store.withdraw(userId, id, this.mint.now()))) throw notFound('there is no such consent');
      await this.revocations.revoke(instanceId, [{ type: 'grant', id }], 'consent withdrawn');
      await this.audit.record({ type: 'consent.withdrawn', instanceId, userId, detail: { consent: id } });
    });
  }

  list(userId: UserId): Promise<ConsentedApp[]> {
    return this.store.list(userId);
  }

  private async widen(subject: ConsentSubject, scope: Scope): Promise<Consent> {
    const given = await this.find(subject);
    if (!given) throw notFound('the consent was withdrawn at the same moment');
    const wider = union(given.scope, scope);
    if (wider.size === given.scope.size) return given;
    await this.store.setScope(given.id, formatScope(wider), this.mint.now());
    await this.audit.record({ type: 'consent.widened', ...subject, detail: { scope: formatScope(wider) } });
    return { id: given.id, scope: wider };
  }
}

function consentOf(record: ConsentRecord | undefined): Consent | undefined {
  return record && { id: record.id, scope: parseScope(record.scope) };
}
