import { Injectable } from '@nestjs/common';
import type { Parameters } from '../../../core/parameters.js';
import type { Instance } from '../../../instances/index.js';
import { ClientAuthenticator, DeviceAuthorizations } from '../../../oauth2/index.js';
import { type RequestContext, Settings } from '../../../platform/index.js';
import { StartedDeviceDto } from './device-authorization.dto.js';
import { missingClient } from './missing-client.js';
import { zaikio } from './profile.js';

interface DeviceStart {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly parameters: Parameters;
}

@Injectable()
export class DeviceStarts {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly devices: DeviceAuthorizations,
    private readonly settings: Settings,
  ) {}

  /** @throws invalid_request where no client is named, and what the two below throw */
  async begin(start: DeviceStart): Promise<StartedDeviceDto> {
    const { context, parameters } = start;
    if (!parameters.has('client_id') && context.headers.authorization === undefined) throw missingClient();
    const request = { ...start, profile: zaikio };
    const client = await this.authenticator.authenticate(request);
    return StartedDeviceDto.of(await this.devices.begin({ ...request, client }), this.settings.publicUrl);
  }
}
