import { Injectable } from '@nestjs/common';
import type { UserId } from '../../core/ids.js';
import type { Principal } from '../../core/principal.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { OwnSecondFactor } from './own-second-factor.js';
import type { PersonAtSettings } from './reauthentication.js';
import { SecondFactorOverview } from './second-factor-overview.js';
import {
  type BackupCodesDto,
  type ConfirmSecondFactorDto,
  SecondFactorDto,
  type SecondFactorEnrolmentDto,
  type SecondFactorProofDto,
  type StartSecondFactorDto,
} from './second-factor.dto.js';

/** The API's requests in the words of the use cases. */
@Injectable()
export class SecondFactorRequests {
  constructor(
    private readonly own: OwnSecondFactor,
    private readonly overview: SecondFactorOverview,
  ) {}

  async show({ instanceId, bearer }: Principal): Promise<SecondFactorDto> {
    // The routes have asked for a person: the bearer's id is a user's.
    return SecondFactorDto.of(await this.overview.of({ instanceId, userId: bearer.id as UserId }));
  }

  start(principal: Principal, input: StartSecondFactorDto, context: RequestContext): Promise<SecondFactorEnrolmentDto> {
    return this.own.start(personOf(principal, input, context));
  }

  async confirm(
    principal: Principal,
    { otp }: ConfirmSecondFactorDto,
    context: RequestContext,
  ): Promise<BackupCodesDto> {
    return { backupCodes: [...(await this.own.confirm({ ...personOf(principal, {}, context), otp }))] };
  }

  turnOff(principal: Principal, input: SecondFactorProofDto, context: RequestContext): Promise<void> {
    return this.own.turnOff({ ...personOf(principal, input, context), otp: input.otp });
  }

  async renewCodes(
    principal: Principal,
    input: SecondFactorProofDto,
    context: RequestContext,
  ): Promise<BackupCodesDto> {
    const codes = await this.own.renewCodes({ ...personOf(principal, input, context), otp: input.otp });
    return { backupCodes: [...codes] };
  }
}

/** The routes have asked for a person in person: the bearer's id is a user's. */
export function personOf(
  { instanceId, bearer, credential }: Principal,
  { currentPassword = '' }: { readonly currentPassword?: string },
  context: RequestContext,
): PersonAtSettings {
  // What the front end holds is renewed without the person: it says nothing of when they were there.
  const authenticatedAt = credential.kind === 'session' ? credential.authenticatedAt : 0;
  return { instanceId, userId: bearer.id as UserId, context, currentPassword, authenticatedAt };
}
