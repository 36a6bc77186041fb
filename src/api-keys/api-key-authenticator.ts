import { Injectable } from '@nestjs/common';
import { hasApiKeyForm } from '../core/api-key.js';
import type { InstanceId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import { Clock } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import type { ApiKey } from './api-key.js';
import { PresentedKeyCache } from './presented-key-cache.js';
import { type PresentedKey, PresentedKeyStore } from './presented-key.store.js';

/** A key as somebody presents it, to whom or for whom does not matter. */
export interface Presentation {
  readonly instanceId: InstanceId;
  readonly text: string;
  /** The IP address of who uses the key; absent where it is not known. */
  readonly address?: string;
}

/** A presented text becomes a key that can be used now, or nothing. */
@Injectable()
export class ApiKeyAuthenticator {
  constructor(
    private readonly cache: PresentedKeyCache,
    private readonly store: PresentedKeyStore,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /**
   * Warm, it costs no query; text that can be no key never costs one. To be called outside a transaction.
   * @throws temporarily_unavailable where it can not be told what has been revoked: it fails closed
   */
  async authenticate({ instanceId, text }: Presentation): Promise<PresentedKey | undefined> {
    if (!hasApiKeyForm(text)) return undefined;
    await this.revocations.ensureCurrent();
    const presented = await this.cache.find(sha256(text));
    return presented && this.isUsable(presented, instanceId) ? presented : undefined;
  }

  /** The same key once more, as the database has it; nobody changes it until the running transaction ends. */
  async hold({ id }: ApiKey, { instanceId, text }: Presentation): Promise<PresentedKey | undefined> {
    const presented = await this.store.hold(id, sha256(text));
    return presented && this.isUsable(presented, instanceId) ? presented : undefined;
  }

  // The key of one instance is nothing at another (T255).
  private isUsable({ key, secretExpiresAt, isOwnerActive }: PresentedKey, instanceId: InstanceId): boolean {
    const now = this.clock.now();
    if (key.owner.instanceId !== instanceId || !isOwnerActive || key.revokedAt !== undefined) return false;
    if ((key.expiresAt ?? Infinity) <= now || (secretExpiresAt ?? Infinity) <= now) return false;
    return !this.revocations.isRevoked([{ type: 'api-key', id: key.id }], key.createdAt);
  }
}

/** Where the address of the caller is not known, a key that asks for one can not be used. */
export function isAllowedFrom({ allowedFrom }: PresentedKey, address: string | undefined): boolean {
  return allowedFrom === undefined || (address !== undefined && allowedFrom.contains(address));
}
