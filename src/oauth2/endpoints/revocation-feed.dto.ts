import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import type { FollowedRevocations } from '../../revocations/index.js';

/** Seconds that a question is kept waiting at most: less than what proxies in between allow. */
const LONGEST_WAIT = 25;

export class RevocationFeedQueryDto {
  /** The `sequence` of the answer before; 0 for everything that is kept. @example 0 */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after?: number = 0;

  /** Seconds to wait where nothing has happened since, at most 25; with 0 the answer comes at once. @example 0 */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(LONGEST_WAIT)
  wait?: number = 0;
}

/** What hangs on the anchor and was issued before `notBefore` is dead. */
export class RevocationEntryDto {
  @ApiProperty({
    enum: [
      ...['token', 'family', 'grant', 'session', 'api-key', 'user', 'organization', 'membership', 'installation'],
      ...['client', 'app', 'key', 'instance'],
    ],
  })
  type: string;

  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /** Milliseconds since the epoch; 0 where something was changed and nothing ends. @example 1795355202000 */
  notBefore: number;
}

export class RevocationFeedDto {
  /** The instance whose feed it is. @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c10' */
  instance: string;

  /** What to ask for next, as `after`. @example 42 */
  sequence: number;

  /** The earliest entry that is kept. @example 1 */
  oldest?: number;

  /** `after` is older than what is kept, or not of this database: the entries are all that are kept, from the first. */
  reset: boolean;

  /** There are more: ask at once. */
  more: boolean;

  /** In their order. */
  entries: RevocationEntryDto[];

  /** Milliseconds from the question to the moment of which the answer tells. @example 0 */
  waited: number;

  static of(followed: FollowedRevocations): RevocationFeedDto {
    const { instanceId, sequence, oldest, reset, more, waited } = followed;
    const entries = followed.entries.map(({ anchor: { type, id }, notBefore }) => ({ type, id, notBefore }));
    return { instance: instanceId, sequence, oldest, reset, more, entries, waited };
  }
}
