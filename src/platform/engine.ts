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

/** One of the two stores, with what they do differently. */
export interface Engine {
  readonly dialect: Dialect;
  /** Outside of any transaction. */
  readonly session: Session;
  /** Settles after the commit is durable; work that throws is rolled back. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
}
