import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Slice } from '../organizations/index.js';
import type { Delivery, DeliveryPage } from './delivery.js';
import type { WebhookCredentials, WebhookSettings } from './webhooks.service.js';

const LARGEST_PAGE = 100;

/** Where the app wants to hear of events. */
export class SetWebhookDto {
  /**
   * At a public address; https.
   * @example 'https://app.example/events'
   */
  @IsString()
  @MaxLength(2_048)
  url: string;
}

/** Where the app hears of events. */
export class WebhookDto {
  /**
   * Absent: it hears of nothing.
   * @example 'https://app.example/events'
   */
  url?: string;

  static of({ url }: WebhookSettings): WebhookDto {
    return { url };
  }
}

/** Where the app hears of events, and what they are signed with. */
export class WebhookCredentialsDto {
  /** @example 'https://app.example/events' */
  url: string;

  /**
   * Of `X-Loom-Signature`, the hexadecimal HMAC-SHA256 of the raw body. Shown this once: no other answer holds it. Absent where the
   * one before stays.
   * @example 'wh_q3Jz0PZ2m1c8k5b7TnX4rV6wY9aD2eF3gH4iJ5kL6mN'
   */
  secret?: string;

  static of({ url, secret }: WebhookCredentials): WebhookCredentialsDto {
    return { url, secret };
  }
}

/** Which part of the log. */
export class DeliveryQueryDto {
  /** From 1. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page?: number = 1;

  /** At most 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_PAGE)
  perPage?: number = LARGEST_PAGE;

  static sliceOf({ page = 1, perPage = LARGEST_PAGE }: DeliveryQueryDto): Slice {
    return { offset: (page - 1) * perPage, limit: perPage };
  }
}

/** One event on its way to the app, and what became of it. */
export class DeliveryDto {
  /**
   * The event's `id` on the wire, the same at every attempt.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c12'
   */
  id: string;

  /** @example 'directory.member_joined' */
  event: string;

  /** @example 'Org/01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  subject: string;

  /** What the event says. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  payload: Record<string, unknown>;

  @ApiProperty({ enum: ['pending', 'delivered', 'failed'] })
  status: string;

  /** Since it was made, or replayed. */
  attempts: number;

  /**
   * The HTTP status of the last attempt; absent where there was no answer.
   * @example 200
   */
  lastStatus?: number;

  /**
   * Why the last attempt failed.
   * @example 'no answer in time'
   */
  lastError?: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601; absent once nothing more is to come. */
  nextAttemptAt?: string;

  /** ISO 8601. */
  deliveredAt?: string;

  static of({ payload, createdAt, nextAttemptAt, deliveredAt, ...rest }: Delivery): DeliveryDto {
    return {
      ...rest,
      payload: { ...payload },
      createdAt: new Date(createdAt).toISOString(),
      ...(nextAttemptAt !== undefined && { nextAttemptAt: new Date(nextAttemptAt).toISOString() }),
      ...(deliveredAt !== undefined && { deliveredAt: new Date(deliveredAt).toISOString() }),
    };
  }
}

/** The newest first; kept for two weeks. */
export class DeliveryListDto {
  deliveries: DeliveryDto[];

  /** Of all pages together. */
  total: number;

  static of({ deliveries, total }: DeliveryPage): DeliveryListDto {
    return { deliveries: deliveries.map((delivery) => DeliveryDto.of(delivery)), total };
  }
}
