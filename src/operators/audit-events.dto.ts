import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { AuditPage, AuditRecord } from '../audit/index.js';
import { invalidInput } from '../core/errors.js';
import type { UserId } from '../core/ids.js';
import type { AuditQuestion } from './audit-log.service.js';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;
const TYPES = /^[a-z0-9_]{1,40}(?:\.[a-z0-9_]{1,40})?(?:,[a-z0-9_]{1,40}(?:\.[a-z0-9_]{1,40})?){0,19}$/;
const LARGEST_PAGE = 200;

/** Which events are wanted; what is left out asks nothing. */
export class AuditExportQueryDto {
  /**
   * The instance whose events these are; default: the one from which the service is run.
   * @example 'demo'
   */
  @IsOptional()
  @IsString()
  @MaxLength(63)
  of?: string;

  /**
   * One, or up to 20 with commas between them.
   * @example 'user.signed_in,user.sign_in_failed'
   */
  @IsOptional()
  @Matches(TYPES)
  type?: string;

  /**
   * The id of who did it, or to whom it happened.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  @IsOptional()
  @IsString()
  @MaxLength(36)
  user?: string;

  /**
   * ISO 8601 with a time zone: not before this moment.
   * @example '2026-01-01T00:00:00Z'
   */
  @IsOptional()
  @Matches(MOMENT)
  from?: string;

  /**
   * ISO 8601 with a time zone: before this moment.
   * @example '2027-01-01T00:00:00Z'
   */
  @IsOptional()
  @Matches(MOMENT)
  to?: string;

  /** @throws invalid_input for a day that no calendar has */
  static read({ of: instance, type, user, from, to }: AuditExportQueryDto): AuditQuestion {
    return {
      instance,
      types: type?.split(','),
      userId: user as UserId | undefined,
      from: momentOf('from', from),
      to: momentOf('to', to),
    };
  }
}

/** The same, a page at a time. */
export class AuditEventQueryDto extends AuditExportQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  cursor?: string;

  /** At most 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_PAGE)
  limit?: number = 100;
}

/** Something that matters to security; never a secret. */
export class AuditEventDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /** ISO 8601. */
  occurredAt: string;

  /** @example 'user.signed_in' */
  type: string;

  /** Who did it, or to whom it happened. */
  userId?: string;

  /** The app’s credential by which it was done. */
  clientId?: string;

  /** @example '192.0.2.7' */
  address?: string;

  /** As it stands in the logs. */
  requestId?: string;

  /** Ids, names, counts and reasons. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { app: 'tickets' } })
  detail: object;

  static of({ id, occurredAt, type, userId, clientId, address, requestId, detail }: AuditRecord): AuditEventDto {
    return {
      ...{ id, occurredAt: new Date(occurredAt).toISOString(), type },
      userId: userId ?? undefined,
      clientId: clientId ?? undefined,
      address: address ?? undefined,
      requestId: requestId ?? undefined,
      detail,
    };
  }
}

/** Newest first. */
export class AuditEventListDto {
  events: AuditEventDto[];

  /** The cursor of the next page; absent: this is the last one. */
  next?: string;

  static of({ records, next }: AuditPage): AuditEventListDto {
    return { events: records.map((record) => AuditEventDto.of(record)), next };
  }
}

function momentOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const moment = Date.parse(text);
  if (Number.isNaN(moment))
    throw invalidInput('the input is not valid', { fields: { [name]: `${name} is no moment` } });
  return moment;
}
