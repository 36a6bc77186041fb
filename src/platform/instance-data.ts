import { Injectable } from '@nestjs/common';
import { DataSource, type EntityMetadata } from 'typeorm';

import type { InstanceId } from '../core/ids.js';
import { Database } from './database.js';

const COLUMN = 'instance_id';
/** The feed is every replica's, and forgets by itself. */
const KEPT: ReadonlySet<string> = new Set(['instances', 'revocations']);

/** Where rows of an instance lie, and the columns that name one of them. */
interface Place {
  readonly table: string;
  readonly key: readonly string[];
}

/**
 * All that the tables hold of an instance, whichever module they belong to: a table says so by its column `instance_id`, and a
 * new one needs no line here. What has no such column hangs on a row that has, and falls with it.
 */
@Injectable()
export class InstanceData {
  private readonly places: readonly Place[];

  constructor(
    source: DataSource,
    private readonly database: Database,
  ) {
    this.places = referringFirst(source.entityMetadatas.filter(isOfAnInstance)).map(placeOf);
  }

  /** Removes at most `limit` rows of one table after another; answers how many. Those that others refer to go last. */
  async remove(id: InstanceId, limit: number): Promise<number> {
    let removed = 0;
    for (const place of this.places) {
      removed += await this.removeFrom(place, id, limit - removed);
      if (removed >= limit) break;
    }
    return removed;
  }

  private removeFrom({ table, key }: Place, id: InstanceId, limit: number): Promise<number> {
    const columns = key.join(', ');
    const chosen = `SELECT ${columns} FROM ${table} WHERE ${COLUMN} = $1 LIMIT $2`;
    return this.database.execute(`DELETE FROM ${table} WHERE (${columns}) IN (${chosen})`, [id, limit]);
  }
}

function isOfAnInstance({ tableName, columns }: EntityMetadata): boolean {
  return !KEPT.has(tableName) && columns.some(({ databaseName }) => databaseName === COLUMN);
}

function placeOf({ tableName, primaryColumns }: EntityMetadata): Place {
  return { table: tableName, key: primaryColumns.map(({ databaseName }) => databaseName) };
}

function referringFirst(tables: readonly EntityMetadata[]): EntityMetadata[] {
  const left = new Set(tables);
  const ordered: EntityMetadata[] = [];
  while (left.size > 0) {
    const free = [...left].filter((table) => ![...left].some((other) => other !== table && refersTo(other, table)));
    if (free.length === 0) throw new Error('tables of instances refer to each other in a circle');
    free.forEach((table) => left.delete(table));
    ordered.push(...free);
  }
  return ordered;
}

function refersTo({ foreignKeys }: EntityMetadata, table: EntityMetadata): boolean {
  return foreignKeys.some(({ referencedEntityMetadata }) => referencedEntityMetadata === table);
}
