import { Controller, Options } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { Preflight } from '../../../platform/index.js';
import { TAG } from './oauth-documentation.js';
import { ACCESS_TOKEN, DEVICE_AUTHORIZATION } from './oauth-paths.js';

/** What a browser asks before it lets a script of another origin ask for tokens (Fetch §3.2.2). */
@Controller('oauth')
@Public()
@ApiTags(TAG)
export class OAuthPreflightController {
  @Options([...ACCESS_TOKEN, ...DEVICE_AUTHORIZATION])
  @ApiOperation({ summary: 'Which requests a page of another origin may send (CORS preflight)' })
  @Preflight('POST')
  exchange(): void {
    return;
  }
}
