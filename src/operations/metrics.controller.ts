import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { HttpReply, Metrics, Refuses, Reply } from '../platform/index.js';
import { MetricsGuard } from './metrics.guard.js';

@ApiTags('Operations')
@Public()
@UseGuards(MetricsGuard)
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Prometheus' text format. For whom `METRICS_TOKEN` or `METRICS_ALLOW` lets in. */
  @Get()
  @ApiOperation({ summary: 'What this process counts and measures' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @Refuses('not_found')
  text(@Reply() reply: HttpReply): Promise<string> {
    reply.header('content-type', this.metrics.contentType).header('cache-control', 'no-store');
    return this.metrics.text();
  }
}
