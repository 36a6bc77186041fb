import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { temporarilyUnavailable } from '../core/errors.js';
import { Database, Readiness, RedisConnection, Refuses } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { HealthDto } from './health.dto.js';

@ApiTags('Operations')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly revocations: Revocations,
    private readonly redis: RedisConnection,
    private readonly readiness: Readiness,
  ) {}

  /** The process answers. A failure here means: restart it. */
  @Get('live')
  @ApiOperation({ summary: 'Whether the process is alive' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** Requests can be decided here: the database answers, and what has been revoked is known. */
  @Get('ready')
  @ApiOperation({ summary: 'Whether requests should be sent here' })
  @ApiOkResponse({ type: HealthDto })
  @Refuses('temporarily_unavailable')
  async ready(): Promise<HealthDto> {
    if (this.readiness.isStopping) throw temporarilyUnavailable('the server is stopping', { retryAfter: 1 });
    await this.database.query('SELECT 1 AS one').catch((cause: unknown) => {
      throw temporarilyUnavailable('the database does not answer', { cause, retryAfter: 1 });
    });
    await this.revocations.ensureCurrent();
    if (!this.redis.isConfigured) return { status: 'ok' };
    return { status: 'ok', redis: (await this.redis.answers()) ? 'ok' : 'degraded' };
  }
}
