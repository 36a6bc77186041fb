import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PageRoutes } from './page-documentation.js';
import { Public } from '../access/index.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { ConsentFlow } from './consent.flow.js';
import { PageErrorFilter } from './page-error.filter.js';
import { CurrentVisit, Visit } from './visit.js';

/** The question whether an app may. The browser that started the app's request answers it, signed in: the request knows. */
@PageRoutes()
@Controller(':instance/consent')
@UseFilters(PageErrorFilter)
@Public()
export class ConsentController {
  constructor(private readonly consent: ConsentFlow) {}

  @Get()
  @ApiOperation({ summary: 'Page: may the app?' })
  show(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.consent.show(instance, visit);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Allow or deny: the form (`decision`, `scope`, `csrf`)' })
  submit(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.consent.submit(instance, visit);
  }
}
