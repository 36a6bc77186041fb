import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PageRoutes } from './page-documentation.js';
import { Public } from '../access/index.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { HomeFlow } from './home.flow.js';
import { PageErrorFilter } from './page-error.filter.js';
import { CurrentVisit, Visit } from './visit.js';

@PageRoutes()
@Controller()
@UseFilters(PageErrorFilter)
@Public()
export class HomeController {
  constructor(private readonly home: HomeFlow) {}

  @Get()
  @ApiOperation({ summary: 'The start page of the default instance' })
  enter(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): string {
    return this.home.enter(instance, visit);
  }

  @Get(':instance')
  @ApiOperation({ summary: 'Page: the start page of an instance' })
  show(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.home.show(instance, visit);
  }
}
