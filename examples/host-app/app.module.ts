import { Controller, type DynamicModule, Get } from '@nestjs/common';
import { CurrentPrincipal, LatchkeyModule, type Principal, Requires, type Settings } from 'latchkey';

@Controller('shop/orders')
export class OrdersController {
  /** For people who are there: by the session of the pages, or by a token of the product's own front end. */
  @Get()
  @Requires({ bearer: 'person', credential: ['session', 'first-party'] })
  list(@CurrentPrincipal() { bearer }: Principal): object {
    return { orders: [`what ${bearer.id} has ordered`] };
  }
}

/** A product with Latchkey inside: one process, one origin, one guard for its routes and ours. */
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [LatchkeyModule.forRoot({ settings, surfaces: ['first-party', 'pages'] })],
      controllers: [OrdersController],
    };
  }
}
