import { Body, Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { type Profile, standard, strict } from '../../core/profile.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { AnyOrigin, Context, OAuthErrorFilter, RequestContext } from '../../platform/index.js';
import { ClientAuthenticator } from '../client-auth/client-authenticator.js';
import { bodyParameters } from '../endpoints/client-request.js';
import { ClientEndpoint, type ClientEndpointDescription } from '../endpoints/oauth-documentation.js';
import { DeviceAuthorizationRequestDto, DeviceAuthorizationResponseDto } from './device-authorization.dto.js';
import { DeviceAuthorizations } from './device-authorizations.service.js';

const DEVICE_REQUESTS: ClientEndpointDescription = {
  body: DeviceAuthorizationRequestDto,
  examples: {
    'a confidential client': { scope: 'openid profile' },
    'a public client': { client_id: 'demo-cli', scope: 'openid profile' },
  },
  refusals: ['unauthorized_client', 'invalid_scope', 'invalid_target'],
};

abstract class DeviceAuthorizationController {
  protected abstract readonly profile: Profile;

  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly devices: DeviceAuthorizations,
  ) {}

  /**
   * For a device without a browser (RFC 8628): show the person `user_code` and `verification_uri`, and poll the token endpoint
   * with `device_code` every `interval` seconds until it answers something else than `authorization_pending` or `slow_down`.
   */
  @Post('device_authorization')
  @Public()
  @AnyOrigin()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Begin the authorization of a device (RFC 8628 §3.1)' })
  @ClientEndpoint(DEVICE_REQUESTS)
  async begin(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<DeviceAuthorizationResponseDto> {
    const { profile } = this;
    const request = { instance, context, profile, parameters: bodyParameters(body, profile) };
    const client = await this.authenticator.authenticate(request);
    return DeviceAuthorizationResponseDto.of(await this.devices.begin({ ...request, client }));
  }
}

@Controller(':instance/oauth2/v1')
@UseFilters(OAuthErrorFilter)
export class StandardDeviceAuthorizationController extends DeviceAuthorizationController {
  protected readonly profile = standard;

  constructor(authenticator: ClientAuthenticator, devices: DeviceAuthorizations) {
    super(authenticator, devices);
  }
}

@Controller('oauth2')
@UseFilters(OAuthErrorFilter)
export class StrictDeviceAuthorizationController extends DeviceAuthorizationController {
  protected readonly profile = strict;

  constructor(authenticator: ClientAuthenticator, devices: DeviceAuthorizations) {
    super(authenticator, devices);
  }
}
