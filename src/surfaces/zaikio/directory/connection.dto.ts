import { ApiProperty } from '@nestjs/swagger';
import type { ConnectableType, Connection } from '../../../consents/index.js';
import { timeIn } from './directory-time.js';
import type { Relation } from './relations.service.js';

export const CONNECTABLES: Readonly<Record<string, ConnectableType>> = {
  Person: 'person',
  Organization: 'organization',
};

/** Somebody who uses an app: a person who has allowed it something, or an organization that has installed it. */
export class ConnectionDto {
  @ApiProperty({ enum: Object.keys(CONNECTABLES) })
  connectable_type: string;

  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  connectable_id: string;

  /** @example 'print-planner' */
  app_name: string;

  granted_oauth_scopes: string[];

  requested_oauth_scopes: string[];

  requested_oauth_scopes_waiting_for_approval: string[];

  /** ISO 8601. */
  created_at: string;

  /** ISO 8601. */
  updated_at: string;

  static of(connection: Connection, { connected: _, ...scopes }: Relation): ConnectionDto {
    const { type, id, appName, createdAt, updatedAt } = connection;
    return {
      connectable_type: type === 'person' ? 'Person' : 'Organization',
      ...{ connectable_id: id, app_name: appName },
      ...scopes,
      ...{ created_at: timeIn(undefined, createdAt), updated_at: timeIn(undefined, updatedAt) },
    };
  }
}
