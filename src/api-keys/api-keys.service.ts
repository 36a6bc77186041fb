import { Injectable } from '@nestjs/common';
import { alreadyRevoked, conflict, notFound } from '../core/errors.js';
import type { UserId } from '../core/ids.js';
import { Clock, Database } from '../platform/index.js';
import { type ApiKey, type ApiKeyAddress, type ApiKeyChange, apiKeyIdOf, type ApiKeyOwner } from './api-key.js';
import { assertTerms } from './api-key-rules.js';
import { ApiKeyScopes } from './api-key-scopes.js';
import { ApiKeyStore } from './api-key.store.js';
import { ApiKeyTrail } from './api-key-trail.js';

/** Keys that exist, whoever their owner is: the caller has been let in. Changes are in force everywhere within the feed's bound. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly store: ApiKeyStore,
    private readonly scopes: ApiKeyScopes,
    private readonly trail: ApiKeyTrail,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The newest first, revoked ones included. */
  list(owner: ApiKeyOwner): Promise<ApiKey[]> {
    return this.store.list(owner);
  }

  /** Absent where the owner may have no keys at the moment. */
  planOf(owner: ApiKeyOwner): Promise<string | undefined> {
    return this.store.findPlan(owner);
  }

  /** @throws not_found, for another owner's as for none */
  async get({ owner, id }: ApiKeyAddress): Promise<ApiKey> {
    const keyId = apiKeyIdOf(id);
    return present(keyId && (await this.store.find(owner, keyId)));
  }

  /** Changes what is named; tokens that were made of the key before are dead. @throws not_found, already_revoked, invalid_input, invalid_scope */
  async change(address: ApiKeyAddress, by: UserId, change: ApiKeyChange): Promise<ApiKey> {
    await this.assertSound(address.owner, change);
    return this.database.transaction(async () => {
      const key = await this.lockUsable(address);
      await this.store.update(key.id, change);
      await this.trail.changed(key, by, Object.keys(change));
      return this.get(address);
    });
  }

  /** For good. @throws not_found, already_revoked */
  async revoke(address: ApiKeyAddress, by: UserId): Promise<ApiKey> {
    return this.database.transaction(async () => {
      const { id } = await this.get(address);
      if (!(await this.store.revoke(id, this.clock.now()))) throw revokedBefore();
      await this.trail.revoked(address.owner, [id], by);
      return this.get(address);
    });
  }

  /** All of an owner's at once: an account was taken back from somebody, say. Joins the running transaction. */
  async revokeAll(owner: ApiKeyOwner): Promise<void> {
    await this.database.transaction(async () => {
      const ids = await this.store.revokeAll(owner, this.clock.now());
      if (ids.length > 0) await this.trail.revoked(owner, ids);
    });
  }

  /** @throws invalid_input, invalid_scope */
  async assertSound(owner: ApiKeyOwner, terms: ApiKeyChange): Promise<void> {
    assertTerms(terms, this.clock.now());
    if (terms.scope) await this.scopes.assertGrantable(owner, terms.scope);
  }

  /** In the running transaction: nobody else changes it until that ends. @throws not_found, already_revoked; conflict once it has expired */
  async lockUsable({ owner, id }: ApiKeyAddress): Promise<ApiKey> {
    const keyId = apiKeyIdOf(id);
    const key = present(keyId && (await this.store.lock(owner, keyId)));
    if (key.revokedAt !== undefined) throw revokedBefore();
    // It has given up its place among those that the plan allows.
    if ((key.expiresAt ?? Infinity) <= this.clock.now()) throw conflict('API key has expired: make a new one');
    return key;
  }
}

function present(key: ApiKey | undefined): ApiKey {
  if (!key) throw notFound('API key not found');
  return key;
}

function revokedBefore(): Error {
  return alreadyRevoked('API key is already revoked');
}
