import type { SqliteConnection, SqliteOutcome } from './sqlite.connection.js';

/** Connections that only read: they see what is committed, and neither wait for the writer nor hold it up. */
export class SqliteReaders {
  private readonly idle: SqliteConnection[];
  private readonly waiting: ((connection: SqliteConnection) => void)[] = [];

  constructor(private readonly connections: readonly SqliteConnection[]) {
    this.idle = [...connections];
  }

  async run<T>(sql: string, parameters: readonly unknown[]): Promise<SqliteOutcome<T>> {
    const connection = this.idle.pop() ?? (await this.turn());
    try {
      return await connection.run<T>(sql, parameters);
    } finally {
      this.giveBack(connection);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  private turn(): Promise<SqliteConnection> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(connection: SqliteConnection): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }
}
