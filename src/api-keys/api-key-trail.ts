import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { ApiKeyId, UserId } from '../core/ids.js';
import { type Anchor, Revocations } from '../revocations/index.js';
import type { ApiKey, ApiKeyOwner } from './api-key.js';

/** What a change of a key leaves behind, in its own transaction: who did it, and the end of what hung on the key. */
@Injectable()
export class ApiKeyTrail {
  constructor(
    private readonly audit: Audit,
    private readonly revocations: Revocations,
  ) {}

  async created({ id, owner, name }: ApiKey, by: UserId): Promise<void> {
    await this.record('api_key.created', owner, { by, detail: { keyId: id, name } });
  }

  /** It is not as it was: every replica looks again, and tokens that were made of it before are dead. */
  async changed({ id, owner }: ApiKey, by: UserId, members: readonly string[]): Promise<void> {
    await this.revocations.announce(owner.instanceId, [{ type: 'api-key', id }]);
    const isOfWeight = members.some((member) => member !== 'name');
    if (isOfWeight) await this.revocations.outdate(owner.instanceId, [grantOf(id)], 'api key changed');
    await this.record('api_key.changed', owner, { by, detail: { keyId: id, changed: members } });
  }

  /** Without an overlap, what the secret before was exchanged for is dead with it. */
  async rotated({ id, owner }: ApiKey, by: UserId, overlap: number): Promise<void> {
    await this.revocations.announce(owner.instanceId, [{ type: 'api-key', id }]);
    if (overlap === 0) await this.revocations.outdate(owner.instanceId, [grantOf(id)], 'api key rotated');
    await this.record('api_key.rotated', owner, { by, detail: { keyId: id, overlap } });
  }

  /** Dead for good, on every replica, with all the tokens that were made of them. */
  async revoked(owner: ApiKeyOwner, ids: readonly ApiKeyId[], by?: UserId): Promise<void> {
    const anchors = ids.flatMap((id): Anchor[] => [{ type: 'api-key', id }, grantOf(id)]);
    await this.revocations.revoke(owner.instanceId, anchors, 'api key revoked');
    await this.record('api_key.revoked', owner, { by, detail: { keyIds: ids } });
  }

  private async record(
    type: string,
    { instanceId, type: ownerType, id: ownerId }: ApiKeyOwner,
    { by, detail }: { readonly by?: UserId; readonly detail: Parameters<Audit['record']>[0]['detail'] },
  ): Promise<void> {
    await this.audit.record({ instanceId, type, userId: by, detail: { ...detail, [ownerType]: ownerId } });
  }
}

/** The tokens that a key was exchanged for hang on the key as their grant. */
function grantOf(id: ApiKeyId): Anchor {
  return { type: 'grant', id };
}
