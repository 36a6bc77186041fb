import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import type { ErrorCode } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import { FirstPartyErrorFilter, RefusesFirstParty } from '../platform/index.js';
import { KeyVerdictDto, KeyVerdictsDto, VerifyApiKeyDto, VerifyApiKeysDto } from './api-key-verification.dto.js';
import { ApiKeyVerification } from './api-key-verification.service.js';
import { OWN_KEY_CHANGE_REFUSALS } from './key-management.js';

const REFUSALS: readonly ErrorCode[] = ['invalid_client', 'insufficient_scope', ...OWN_KEY_CHANGE_REFUSALS];

/**
 * For a service, by id and secret of a confidential client; or for an organization, by a token or a key with
 * `directory.api_keys.r`. A check counts as a use of the key.
 */
@ApiTags('API keys')
@Controller(['api/api-keys', ':instance/api/api-keys'])
@UseFilters(FirstPartyErrorFilter)
@Requires({ bearer: ['client', 'organization'], credential: ['basic', 'token', 'api-key'] })
export class ApiKeyVerificationController {
  constructor(private readonly verification: ApiKeyVerification) {}

  /** Unknown, expired, revoked, from the wrong address: what is not valid is answered alike. */
  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check an API key' })
  @RefusesFirstParty(...REFUSALS)
  async verify(@CurrentPrincipal() principal: Principal, @Body() question: VerifyApiKeyDto): Promise<KeyVerdictDto> {
    return KeyVerdictDto.of(await this.verification.verify(principal, question));
  }

  /** Up to 100 at once. */
  @Post('verify/batch')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check several API keys' })
  @RefusesFirstParty(...REFUSALS)
  async verifyAll(
    @CurrentPrincipal() principal: Principal,
    @Body() { keys }: VerifyApiKeysDto,
  ): Promise<KeyVerdictsDto> {
    return KeyVerdictsDto.of(await this.verification.verifyAll(principal, keys));
  }
}
