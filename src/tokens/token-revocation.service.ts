import { Injectable } from '@nestjs/common';
import type { ClientId, FamilyId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import { Clock, Database } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { AccessTokens } from './access-tokens.service.js';
import { TokenStore } from './token.store.js';

/** Ends tokens and families. All of it is in force on every replica within the feed's bound. */
@Injectable()
export class TokenRevocation {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly store: TokenStore,
    private readonly revocations: Revocations,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * RFC 7009 §2: an access token dies alone, a refresh token takes its family along. What is unknown, dead, or another
   * client's is left alone, and the caller is not told which.
   */
  async revoke(instance: Instance, clientId: ClientId, text: string): Promise<void> {
    const refresh = await this.store.findRefresh(instance.id, sha256(text));
    if (refresh) {
      if (refresh.clientId === clientId) await this.revokeFamily(instance, refresh.familyId, 'token revoked');
      return;
    }
    const access = await this.accessTokens.verify(instance, text).catch(() => undefined);
    if (access?.clientId !== clientId) return;
    await this.revocations.revoke(instance.id, [{ type: 'token', id: access.id }], 'token revoked');
  }

  /** `false` where there is no such family, or none any more: whoever ended it has told the feed. */
  async revokeFamily(instance: Instance, id: FamilyId, reason: string): Promise<boolean> {
    // Most who come late find it dead: what is replayed again and again must not cost a write each time.
    if (!(await this.store.isFamilyAlive(id))) return false;
    return this.database.transaction(async () => {
      const isEnded = await this.store.revokeFamily(id, this.clock.now());
      if (isEnded) await this.revocations.revoke(instance.id, [{ type: 'family', id }], reason);
      return isEnded;
    });
  }
}
