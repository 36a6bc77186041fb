import type { EntityManager } from 'typeorm';

export type Dialect = 'sqlite' | 'postgres';

/** What a statement gave back. */
export interface Outcome<T> {
  readonly rows: T[];
  /** Rows written; of a statement with `RETURNING`, the rows that came back. */
  readonly affected: number;
}

/** Where statements run: inside one transaction, or each for itself. */
export interface Session {
  run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>>;
  readonly manager: EntityManager;
}

/** How busy a store is at this moment. */
export interface Load {
  /** PostgreSQL: its connections, and who waits for one. */
  readonly pool?: Readonly<Record<'open' | 'idle' | 'waiting', number>>;
  /** SQLite: who waits for a turn to write. */
  readonly writersWaiting?: number;
}

/** One of the two stores, with what they do differently. */
export interface Engine {
  readonly dialect: Dialect;
  /** Outside of any transaction. */
  readonly session: Session;
  readonly load: Load;
  /** Settles after the commit is durable; work that throws is rolled back. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs the work outside of any transaction, unless another process is running what has the same lock; answers whether it did. */
  elect(lock: number, work: () => Promise<void>): Promise<boolean>;
}
