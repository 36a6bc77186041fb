import { Controller, type DynamicModule, Get, Post } from '@nestjs/common';
import {
  CurrentPrincipal,
  type GuardOptions,
  LatchkeyGuardModule,
  type Principal,
  Public,
  Requires,
} from 'latchkey/guard';

@Controller('tickets')
export class TicketsController {
  @Get()
  @Requires({ scope: 'tickets.ticket.r' })
  list(@CurrentPrincipal() { bearer }: Principal): object {
    return { tickets: [`what the ${bearer.type} ${bearer.id} may see`] };
  }

  @Post()
  @Requires({ scope: 'tickets.ticket.w', bearer: 'person' })
  open(@CurrentPrincipal() { bearer }: Principal): object {
    return { opened: `for ${bearer.id}` };
  }
}

@Controller('status')
export class StatusController {
  @Get()
  @Public()
  read(): object {
    return { status: 'ok' };
  }
}

/** All that protects the service is this one import; a route that says nothing of who may call it keeps it from starting. */
export class AppModule {
  static forRoot(options: GuardOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [LatchkeyGuardModule.forRoot(options)],
      controllers: [TicketsController, StatusController],
    };
  }
}
