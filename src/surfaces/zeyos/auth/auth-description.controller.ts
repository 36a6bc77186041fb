import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { Explorer } from '../../../operations/index.js';
import { AnyOrigin, HttpReply, Refuses, Reply } from '../../../platform/index.js';

@Controller(':instance/auth/v1')
@Public()
@ApiTags('ZeyOS Auth')
export class AuthDescriptionController {
  constructor(private readonly explorer: Explorer) {}

  /** The paths of this API alone, as they are at this instance. */
  @Get('openapi.json')
  @AnyOrigin()
  @ApiOperation({ summary: 'The description of the auth API (OpenAPI 3.1)' })
  @ApiOkResponse({ description: 'The document', schema: { type: 'object', additionalProperties: true } })
  @Refuses('unknown_instance', 'not_found', 'https_required')
  describe(@CurrentInstance() { baseUrl, title }: Instance, @Reply() reply: HttpReply): object {
    reply.header('cache-control', 'no-cache');
    return this.explorer.part({
      beginning: '/{instance}/auth/v1',
      server: `${baseUrl}/auth/v1`,
      title: `${title}: auth API`,
      description: 'Tokens for name and password, and the session of a browser.',
    });
  }
}
