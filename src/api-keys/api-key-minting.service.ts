import { Injectable } from '@nestjs/common';
import { API_KEY_BYTES, apiKeyOf, apiKeyPrefix } from '../core/api-key.js';
import { conflict, forbidden, planLimitReached } from '../core/errors.js';
import type { ApiKeyId, SecretId, UserId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import { Database, Mint } from '../platform/index.js';
import type { ApiKey, ApiKeyAddress, ApiKeyOwner, ApiKeyRotation, NewApiKey, ShownApiKey } from './api-key.js';
import { ApiKeyStore } from './api-key.store.js';
import { ApiKeyTrail } from './api-key-trail.js';
import { ApiKeys } from './api-keys.service.js';
import { mostApiKeys } from './plans.js';

/** Wherever a secret is made. Only its SHA-256 is kept: it has 224 random bits. */
@Injectable()
export class ApiKeyMinting {
  constructor(
    private readonly keys: ApiKeys,
    private readonly store: ApiKeyStore,
    private readonly trail: ApiKeyTrail,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /**
   * @throws invalid_input, invalid_scope; plan_limit_reached; conflict where a key has the id already; forbidden where the owner
   * was suspended meanwhile
   */
  async create(owner: ApiKeyOwner, by: UserId, terms: NewApiKey): Promise<ShownApiKey> {
    await this.keys.assertSound(owner, terms);
    const secret = this.newSecret();
    const prefix = apiKeyPrefix(secret);
    const key: ApiKey = {
      ...terms,
      id: terms.id ?? this.mint.id<ApiKeyId>(),
      owner,
      createdBy: by,
      prefix,
      createdAt: this.mint.now(),
    };
    return this.database.transaction(async () => {
      const plan = await this.store.lockPlan(owner);
      await this.assertNew(key);
      await this.assertRoom(owner, plan);
      await this.store.insert(key);
      await this.addSecret(key, secret);
      await this.trail.created(key, by);
      return { key, secret };
    });
  }

  /** A new secret; the one before stays valid for the overlap. @throws not_found, already_revoked, conflict */
  async rotate(address: ApiKeyAddress, by: UserId, { overlap, prefix }: ApiKeyRotation): Promise<ShownApiKey> {
    const secret = this.newSecret();
    return this.database.transaction(async () => {
      const key = await this.keys.lockUsable(address);
      if (prefix !== undefined && prefix !== key.prefix) throw conflict('API key was rotated meanwhile');
      await this.store.retireSecrets(key.id, this.mint.now() + overlap);
      await this.addSecret(key, secret);
      await this.store.setPrefix(key.id, apiKeyPrefix(secret));
      await this.trail.rotated(key, by, overlap);
      return { key: { ...key, prefix: apiKeyPrefix(secret) }, secret };
    });
  }

  // Under the lock of the owner's row, so that two at N - 1 do not both find room.
  private async assertRoom(owner: ApiKeyOwner, plan: string | undefined): Promise<void> {
    if (plan === undefined) throw forbidden('the owner can not have API keys at the moment');
    const most = mostApiKeys(plan);
    if ((await this.store.countAlive(owner, this.mint.now())) < most) return;
    throw planLimitReached(`You have reached the maximum number of API keys (${most}) for your plan`);
  }

  private async assertNew({ owner, id }: ApiKey): Promise<void> {
    if (await this.store.find(owner, id)) throw conflict('API key was made already', { fields: { id: 'is taken' } });
  }

  private newSecret(): string {
    return apiKeyOf(Buffer.from(this.mint.secret(API_KEY_BYTES), 'base64url'));
  }

  private async addSecret({ id: keyId }: ApiKey, secret: string): Promise<void> {
    await this.store.insertSecret({ id: this.mint.id<SecretId>(), keyId, hash: sha256(secret), now: this.mint.now() });
  }
}
