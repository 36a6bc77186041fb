import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { invalidInput, notFound } from '../core/errors.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { Context, Refuses, RequestContext, Settings } from '../platform/index.js';
import { TicketDto, TicketQueryDto } from './sample-tickets.dto.js';
import { SampleTickets } from './sample-tickets.service.js';

const TICKETS: readonly TicketDto[] = [
  { id: 1, ticketnum: 'T-1001', name: 'The printer is out of ink', status: 'open' },
  { id: 2, ticketnum: 'T-1002', name: 'A new colleague needs a key', status: 'open' },
  { id: 3, ticketnum: 'T-1003', name: 'The coffee machine leaks', status: 'closed' },
];

/** An API to try tokens and sessions on; with the demo data only. */
@ApiTags('Development')
@Controller(':instance/api/v1')
@Public()
export class SampleTicketsController {
  constructor(
    private readonly tickets: SampleTickets,
    private readonly settings: Settings,
  ) {}

  /** Made-up tickets, for a token of the tickets API or for a session; with the demo data only. */
  @Post('tickets')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sample: list tickets' })
  @ApiBody({ type: TicketQueryDto, required: false })
  @ApiSecurity('person', ['tickets.ticket.r'])
  @ApiSecurity('token')
  @ApiSecurity('session')
  @Refuses('credentials_required', 'invalid_token', 'insufficient_scope', 'invalid_session', 'csrf_failed', 'not_found')
  @Refuses('invalid_input', 'invalid_request', 'unknown_instance', 'payload_too_large', 'unsupported_media_type')
  async list(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<TicketDto[]> {
    await this.tickets.assertReader({ instance, context });
    if (!this.settings.seedDemo) throw notFound('there is nothing here');
    const offset = countIn(body, 'offset') ?? 0;
    return TICKETS.slice(offset, offset + (countIn(body, 'limit') ?? TICKETS.length));
  }
}

function countIn(body: unknown, name: 'limit' | 'offset'): number | undefined {
  const value: unknown =
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalidInput('the input is not valid', { fields: { [name]: 'a whole number from 0 on' } });
}
