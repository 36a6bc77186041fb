import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, READ_REFUSALS, WRITE_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import { ApiKeyListDto, ApiKeyUsageDto, CreatedApiKeyDto, OneApiKeyDto, RevokedApiKeyDto } from './api-key.dto.js';
import { ApiKeyUsageQueryDto, CreateApiKeyDto, RotateApiKeyDto, UpdateApiKeyDto } from './api-keys.dto.js';
import { AtApiKey, type OrganizationKeyAddress } from './organization-key-address.js';
import { OrganizationApiKeys } from './organization-api-keys.service.js';

/** For the owners and admins of the organization; the keys act for the organization, whoever made them. */
@ApiTags('API keys')
@Controller(['api/organizations/:id/api-keys', ':instance/api/organizations/:id/api-keys'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class OrganizationApiKeysController {
  constructor(private readonly keys: OrganizationApiKeys) {}

  /** The key itself is in this answer and in no other. */
  @Post()
  @ApiOperation({ summary: 'Make an API key of an organization' })
  @Refuses('invalid_scope', 'plan_limit_reached', ...WRITE_REFUSALS)
  async create(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') organizationId: string,
    @Body() input: CreateApiKeyDto,
  ): Promise<CreatedApiKeyDto> {
    return CreatedApiKeyDto.of(await this.keys.create({ caller, organizationId }, CreateApiKeyDto.read(input)));
  }

  @Get()
  @ApiOperation({ summary: 'The API keys of an organization, revoked ones included' })
  @Refuses(...READ_REFUSALS)
  async list(@CurrentPerson() caller: PersonCaller, @Param('id') organizationId: string): Promise<ApiKeyListDto> {
    return ApiKeyListDto.of(await this.keys.list({ caller, organizationId }));
  }

  /** What is absent stays. Tokens that the key was exchanged for before are dead, unless only its name changes. */
  @Patch(':keyId')
  @ApiOperation({ summary: 'Change what an API key of an organization is for' })
  @Refuses('invalid_scope', 'already_revoked', 'conflict', ...WRITE_REFUSALS)
  async update(
    @CurrentPerson() caller: PersonCaller,
    @AtApiKey() { organizationId, keyId }: OrganizationKeyAddress,
    @Body() change: UpdateApiKeyDto,
  ): Promise<OneApiKeyDto> {
    return OneApiKeyDto.of(await this.keys.change({ caller, organizationId }, keyId, UpdateApiKeyDto.read(change)));
  }

  /** For good, on every replica within a second. */
  @Delete(':keyId')
  @ApiOperation({ summary: 'Revoke an API key of an organization' })
  @Refuses('already_revoked', ...WRITE_REFUSALS)
  async revoke(
    @CurrentPerson() caller: PersonCaller,
    @AtApiKey() { organizationId, keyId }: OrganizationKeyAddress,
  ): Promise<RevokedApiKeyDto> {
    return RevokedApiKeyDto.of(await this.keys.revoke({ caller, organizationId }, keyId));
  }

  /** Name, scopes and records stay; the key before is valid for the overlap. */
  @Post(':keyId/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give an API key of an organization a new secret' })
  @Refuses('already_revoked', 'conflict', ...WRITE_REFUSALS)
  async rotate(
    @CurrentPerson() caller: PersonCaller,
    @AtApiKey() { organizationId, keyId }: OrganizationKeyAddress,
    @Body() rotation: RotateApiKeyDto,
  ): Promise<CreatedApiKeyDto> {
    const asked = RotateApiKeyDto.read(rotation);
    return CreatedApiKeyDto.of(await this.keys.rotate({ caller, organizationId }, keyId, asked));
  }

  @Get(':keyId/usage')
  @ApiOperation({ summary: 'How often an API key of an organization is used, by day' })
  @Refuses('invalid_input', ...READ_REFUSALS)
  async usage(
    @CurrentPerson() caller: PersonCaller,
    @AtApiKey() { organizationId, keyId }: OrganizationKeyAddress,
    @Query() { days = 30 }: ApiKeyUsageQueryDto,
  ): Promise<ApiKeyUsageDto> {
    return ApiKeyUsageDto.of(await this.keys.usage({ caller, organizationId }, keyId, days));
  }
}
