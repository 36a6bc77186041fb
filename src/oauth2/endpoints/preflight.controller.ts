import { Controller, Options } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { Preflight, Refuses } from '../../platform/index.js';
import { DISCOVERY_PATHS } from './discovery-paths.js';

/**
 * What a browser asks before it lets a public client's script call us from another origin (Fetch §3.2.2). Not the authorization
 * endpoint, which is for navigation only (RFC 9700 §2.6), and not introspection, which is for confidential clients.
 */
@Controller()
@Public()
@ApiTags('OpenID Connect')
@Refuses('https_required')
export class PreflightController {
  @Options([
    ...[':instance/oauth2/v1/token', 'oauth2/token', ':instance/oauth2/v1/revoke', 'oauth2/revoke'],
    ...[':instance/oauth2/v1/device_authorization', 'oauth2/device_authorization'],
  ])
  @ApiOperation({ summary: 'Which requests a page of another origin may send (CORS preflight)' })
  @Preflight('POST')
  exchange(): void {
    return;
  }

  @Options([':instance/oauth2/v1/userinfo', 'oauth2/userinfo'])
  @ApiOperation({ summary: 'Which requests a page of another origin may send (CORS preflight)' })
  @Preflight('GET', 'POST')
  userinfo(): void {
    return;
  }

  @Options([':instance/oauth2/v1/jwks', 'oauth2/jwks', ...DISCOVERY_PATHS])
  @ApiOperation({ summary: 'Which requests a page of another origin may send (CORS preflight)' })
  @Preflight('GET')
  metadata(): void {
    return;
  }
}
