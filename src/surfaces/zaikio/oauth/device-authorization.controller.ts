import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { AnyOrigin, Context, RequestContext } from '../../../platform/index.js';
import { DeviceStartDto, StartedDeviceDto } from './device-authorization.dto.js';
import { DeviceStarts } from './device-starts.service.js';
import { CLIENT_REFUSALS, RefusesInFormats, RefusesInWords, TakesAnywhere } from './oauth-documentation.js';
import { DEVICE_AUTHORIZATION } from './oauth-paths.js';
import { DeviceRefusalFilter } from './oauth-refusal.filter.js';
import { sentParameters } from './sent-parameters.js';

@Controller('oauth')
@UseFilters(DeviceRefusalFilter)
export class ZaikioDeviceController {
  constructor(private readonly starts: DeviceStarts) {}

  /**
   * For a device without a browser (RFC 8628): show the person `user_code` and `verification_uri`, and poll `access_token` with
   * `device_code` every `interval` seconds.
   */
  @Post(DEVICE_AUTHORIZATION)
  @Public()
  @AnyOrigin()
  @HttpCode(200)
  @ApiOperation({ summary: 'Begin the authorization of a device, as Zaikio’s clients do' })
  @TakesAnywhere(DeviceStartDto, { device: { client_id: 'demo-cli', scope: 'directory.person.r' } })
  @ApiOkResponse({ type: StartedDeviceDto })
  @RefusesInFormats(...CLIENT_REFUSALS)
  @RefusesInWords({ 422: 'The client id is missing; send `client_id`' })
  begin(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<StartedDeviceDto> {
    return this.starts.begin({ instance, context, parameters: sentParameters(context.search, body) });
  }
}
