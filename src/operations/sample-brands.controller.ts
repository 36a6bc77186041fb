import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { notFound } from '../core/errors.js';
import { IN_PERSON } from '../core/principal.js';
import { FirstPartyErrorFilter, RefusesFirstParty, Settings } from '../platform/index.js';
import { SampleBrandsDto } from './sample-brands.dto.js';

const BRANDS = [
  { id: 'brand_analytical', name: 'Analytical Engines' },
  { id: 'brand_bernoulli', name: 'Bernoulli Numbers' },
];

/** A protected resource to try keys and tokens out with: part of the demo data, and like these not there in production. */
@ApiTags('Operations')
@Controller(['api/brands', ':instance/api/brands'])
@UseFilters(FirstPartyErrorFilter)
@Requires({ bearer: ['person', 'organization'], credential: [...IN_PERSON, 'token', 'api-key'] })
export class SampleBrandsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @ApiOperation({ summary: 'Sample data behind the guard; only with the demo data' })
  @RefusesFirstParty('credentials_required', 'invalid_token', 'invalid_api_key', 'invalid_session', 'forbidden')
  @RefusesFirstParty('not_found', 'unknown_instance', 'rate_limited', 'temporarily_unavailable')
  list(): SampleBrandsDto {
    if (!this.settings.seedDemo) throw notFound('there is nothing here');
    return { brands: BRANDS };
  }
}
