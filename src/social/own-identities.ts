import { Injectable } from '@nestjs/common';
import type { UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import type { UserKey } from '../users/index.js';
import { IdentityDto, IdentityListDto } from './identities.dto.js';
import { Identities } from './identities.service.js';

/** The sign-ins elsewhere of who is asking. */
@Injectable()
export class OwnIdentities {
  constructor(private readonly identities: Identities) {}

  async list(principal: Principal): Promise<IdentityListDto> {
    return { identities: (await this.identities.list(ownerOf(principal))).map((identity) => IdentityDto.of(identity)) };
  }

  unlink(principal: Principal, id: string): Promise<void> {
    return this.identities.unlink(ownerOf(principal), id);
  }
}

/** The route has asked for a person: the bearer's id is a user's. */
function ownerOf({ instanceId, bearer }: Principal): UserKey {
  return { instanceId, userId: bearer.id as UserId };
}
