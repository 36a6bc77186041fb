import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import type { Principal } from '../core/principal.js';
import { FirstPartyErrorFilter, RefusesFirstParty } from '../platform/index.js';
import { ApiKeyListDto, ApiKeyUsageDto, CreatedApiKeyDto, OneApiKeyDto, RevokedApiKeyDto } from './api-key.dto.js';
import { ApiKeyUsageQueryDto, CreateApiKeyDto, RotateApiKeyDto, UpdateApiKeyDto } from './api-keys.dto.js';
import { KEY_MANAGER, OWN_KEY_CHANGE_REFUSALS, OWN_KEY_REFUSALS } from './key-management.js';
import { PersonalApiKeys } from './personal-api-keys.service.js';

@ApiTags('API keys')
@Controller(['api/api-keys', ':instance/api/api-keys'])
@UseFilters(FirstPartyErrorFilter)
@Requires(KEY_MANAGER)
export class ApiKeysController {
  constructor(private readonly keys: PersonalApiKeys) {}

  /** The key itself is in this answer and in no other. */
  @Post()
  @ApiOperation({ summary: 'Make an API key' })
  @RefusesFirstParty('invalid_scope', 'plan_limit_reached', ...OWN_KEY_CHANGE_REFUSALS)
  async create(@CurrentPrincipal() principal: Principal, @Body() input: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    return CreatedApiKeyDto.of(await this.keys.create(principal, CreateApiKeyDto.read(input)));
  }

  @Get()
  @ApiOperation({ summary: 'The caller’s API keys, revoked ones included' })
  @RefusesFirstParty(...OWN_KEY_REFUSALS)
  async list(@CurrentPrincipal() principal: Principal): Promise<ApiKeyListDto> {
    return ApiKeyListDto.of(await this.keys.list(principal));
  }

  /** What is absent stays. Tokens that the key was exchanged for before are dead, unless only its name changes. */
  @Patch(':id')
  @ApiOperation({ summary: 'Change what an API key is for' })
  @RefusesFirstParty('invalid_scope', 'already_revoked', 'not_found', 'conflict', ...OWN_KEY_CHANGE_REFUSALS)
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Body() change: UpdateApiKeyDto,
  ): Promise<OneApiKeyDto> {
    return OneApiKeyDto.of(await this.keys.change(principal, id, UpdateApiKeyDto.read(change)));
  }

  /** For good, on every replica within a second. */
  @Delete(':id')
  @ApiOperation({ summary: 'Revoke an API key' })
  @RefusesFirstParty('already_revoked', 'not_found', ...OWN_KEY_CHANGE_REFUSALS)
  async revoke(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<RevokedApiKeyDto> {
    return RevokedApiKeyDto.of(await this.keys.revoke(principal, id));
  }

  /** Name, scopes and records stay; the key before is valid for the overlap. */
  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give an API key a new secret' })
  @RefusesFirstParty('already_revoked', 'not_found', 'conflict', ...OWN_KEY_CHANGE_REFUSALS)
  async rotate(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Body() rotation: RotateApiKeyDto,
  ): Promise<CreatedApiKeyDto> {
    return CreatedApiKeyDto.of(await this.keys.rotate(principal, id, RotateApiKeyDto.read(rotation)));
  }

  @Get(':id/usage')
  @ApiOperation({ summary: 'How often an API key is used, by day' })
  @RefusesFirstParty('invalid_input', 'not_found', ...OWN_KEY_REFUSALS)
  async usage(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() { days = 30 }: ApiKeyUsageQueryDto,
  ): Promise<ApiKeyUsageDto> {
    return ApiKeyUsageDto.of(await this.keys.usage(principal, id, days));
  }
}
