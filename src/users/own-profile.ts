import { Injectable } from '@nestjs/common';
import type { UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import type { ProfileChange, UserKey } from './user.js';
import { UserDto } from './users.dto.js';
import { Users } from './users.service.js';

/** A person's own account, in that person's own hands. */
@Injectable()
export class OwnProfile {
  constructor(private readonly users: Users) {}

  async show(principal: Principal): Promise<UserDto> {
    const { instanceId, userId } = ownerOf(principal);
    return UserDto.of(await this.users.get(instanceId, userId), principal.scope);
  }

  async update(principal: Principal, change: ProfileChange): Promise<UserDto> {
    return UserDto.of(await this.users.updateProfile(ownerOf(principal), change), principal.scope);
  }
}

/** The route has asked for a person: the bearer's id is a user's. */
function ownerOf({ instanceId, bearer }: Principal): UserKey {
  return { instanceId, userId: bearer.id as UserId };
}
