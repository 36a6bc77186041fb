import { ApiPropertyOptional } from '@nestjs/swagger';

export class HealthDto {
  /** @example ok */
  status: string;
  /** Only where `REDIS_URL` is set. `degraded`: it does not answer, and each process counts attempts by itself. */
  @ApiPropertyOptional({ enum: ['ok', 'degraded'], example: 'ok' })
  redis?: 'ok' | 'degraded';
}
