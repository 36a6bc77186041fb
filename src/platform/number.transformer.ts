import type { ValueTransformer } from 'typeorm';

type Stored = string | number | null | undefined;

/**
 * For `bigint` columns: PostgreSQL hands them over as text, SQLite as numbers. Every such column of ours holds epoch
 * milliseconds or a count, far below 2^53.
 */
export const NUMBER: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: Stored) => (typeof value === 'string' ? Number(value) : value),
};
