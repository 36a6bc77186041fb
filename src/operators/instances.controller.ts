import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { ErrorCode } from '../core/errors.js';
import type { UserId } from '../core/ids.js';
import { IN_PERSON } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import { AdministeredInstances } from './administered-instances.service.js';
import { CurrentOperator } from './current-operator.js';
import { InstanceSettingsDto } from './instance-settings.dto.js';
import { CreateInstanceDto, InstanceDto, InstanceListDto, UpdateInstanceDto } from './instances.dto.js';

const READ: readonly ErrorCode[] = [
  ...(['credentials_required', 'invalid_session', 'invalid_token', 'invalid_api_key', 'forbidden'] as const),
  ...(['unknown_instance', 'rate_limited', 'temporarily_unavailable'] as const),
];
const WRITE: readonly ErrorCode[] = ['csrf_failed', 'not_found', 'conflict', ...READ];

/** For operators of the service, who are people of the default instance. */
@ApiTags('Instances')
@Controller(['api/admin/instances', ':instance/api/admin/instances'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class InstancesController {
  constructor(private readonly instances: AdministeredInstances) {}

  /** All instances, by name. For operators. */
  @Get()
  @Refuses(...READ)
  async list(@CurrentOperator() _: UserId): Promise<InstanceListDto> {
    return InstanceListDto.of(await this.instances.list());
  }

  /** Makes an instance: an issuer with users, apps and keys of its own. For operators. */
  @Post()
  @Refuses('invalid_input', ...WRITE)
  async create(
    @CurrentOperator() by: UserId,
    @Body() { name, title, settings }: CreateInstanceDto,
  ): Promise<InstanceDto> {
    return InstanceDto.of(await this.instances.create({ by, name, title }, InstanceSettingsDto.read(settings)));
  }

  /** One instance, with its settings. For operators. */
  @Get(':name')
  @Refuses('not_found', ...READ)
  async get(@CurrentOperator() _: UserId, @Param('name') name: string): Promise<InstanceDto> {
    return InstanceDto.of(await this.instances.get(name));
  }

  /** Changes what is named; `null` brings a default back. For operators. */
  @Patch(':name')
  @Refuses('invalid_input', ...WRITE)
  async update(
    @CurrentOperator() by: UserId,
    @Param('name') name: string,
    @Body() { title, settings }: UpdateInstanceDto,
  ): Promise<InstanceDto> {
    const change = { title, ...InstanceSettingsDto.read(settings) };
    return InstanceDto.of(await this.instances.configure({ name, by }, change));
  }

  /** Closes the instance: nothing that it has issued works any more. For operators. */
  @Post(':name/suspend')
  @HttpCode(200)
  @Refuses(...WRITE)
  async suspend(@CurrentOperator() by: UserId, @Param('name') name: string): Promise<InstanceDto> {
    return InstanceDto.of(await this.instances.suspend({ name, by }));
  }

  /** Ends a suspension; what was issued before it stays dead. For operators. */
  @Post(':name/activate')
  @HttpCode(200)
  @Refuses(...WRITE)
  async activate(@CurrentOperator() by: UserId, @Param('name') name: string): Promise<InstanceDto> {
    return InstanceDto.of(await this.instances.activate({ name, by }));
  }

  /** Deletes a suspended instance for good, with all that it holds; its name is free once that is gone. For operators. */
  @Delete(':name')
  @HttpCode(202)
  @Refuses(...WRITE)
  async remove(@CurrentOperator() by: UserId, @Param('name') name: string): Promise<InstanceDto> {
    return InstanceDto.of(await this.instances.remove({ name, by }));
  }
}
