import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { CurrentVisit, Visit } from '../../../ui/index.js';
import { AuthorizationForward } from './authorization-forward.service.js';
import { verificationPage } from './device-authorization.dto.js';
import { AuthorizationQuery, RefusesInWords, TAG } from './oauth-documentation.js';
import { DEVICE_VERIFICATION } from './oauth-paths.js';
import { PlainRefusalFilter } from './plain-refusal.filter.js';

/** What a browser visits: from here to the pages of the default instance. */
@Controller('oauth')
@UseFilters(PlainRefusalFilter)
@Public()
@ApiTags(TAG)
@ApiProduces('text/plain')
export class AuthorizationController {
  constructor(private readonly forward: AuthorizationForward) {}

  /**
   * Sends the browser on to sign in and to allow; from there it goes back to the app with `code` and `state`, or with `error`
   * and `error_description`. What is not known here is ignored.
   */
  @Get('authorize')
  @ApiOperation({ summary: 'Ask for an authorization code, as Zaikio’s clients do' })
  @AuthorizationQuery()
  @ApiResponse({ status: 303, description: 'On to the same request at the default instance' })
  @RefusesInWords({
    400: 'A parameter is malformed, or one that decides where the answer goes came twice',
    403: 'The client or the redirect URI is not known: nobody is redirected',
    404: 'There is no default instance; create it with `latchkey init`',
    422: 'The client id is missing; send `client_id`',
    503: 'Nothing was changed; try again after the seconds in `Retry-After`',
  })
  async begin(@CurrentInstance() instance: Instance, @CurrentVisit() { context, reply }: Visit): Promise<string> {
    return reply.redirect(await this.forward.pathOf(instance, context.search));
  }

  @Get(DEVICE_VERIFICATION)
  @ApiOperation({ summary: 'Where a person enters the code that a device shows' })
  @ApiQuery({ name: 'code', required: false, schema: { type: 'string' }, description: 'The code, filled in already' })
  @ApiResponse({ status: 303, description: 'On to the page of the default instance' })
  @RefusesInWords({
    400: 'The query is malformed; take the address as the device shows it',
    404: 'There is no default instance; create it with `latchkey init`',
  })
  verify(@CurrentInstance() instance: Instance, @CurrentVisit() { query, reply }: Visit): string {
    return reply.redirect(verificationPage(instance, query.get('code')));
  }
}
