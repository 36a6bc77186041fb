import { DataSource, type DataSourceOptions } from 'typeorm';

import { SqliteDriver } from './sqlite.driver.js';

type Shared = Pick<DataSourceOptions, 'entities' | 'migrations' | 'logging'>;

export interface SqliteOptions extends Shared {
  /** Path of the file. */
  readonly database: string;
}

/**
 * A TypeORM data source over the `sqlite3` package. TypeORM 1 knows SQLite through other packages only, each of them with one
 * connection for everyone, on which one request's statements fall into another's transaction.
 */
export class SqliteDataSource extends DataSource {
  readonly sqlite: SqliteDriver;

  constructor(options: SqliteOptions) {
    // The type selects TypeORM's SQLite code paths; the stand-in keeps it from loading the package of that name.
    super({ ...options, type: 'better-sqlite3', driver: class {} });
    this.sqlite = new SqliteDriver(this, options.database);
    Object.assign(this, { driver: this.sqlite });
  }
}
