import pg from 'pg';
import { SqliteConnection } from '../../src/platform/sqlite/sqlite.connection.js';

/** The tail of the revocation feed, which every replica reads several times a second whatever is asked of it. */
const BACKGROUND = /\bFROM revocations WHERE sequence\b/;
const BEGIN = /^\s*(?:begin|start transaction)\b/i;
const COMMIT = /^\s*commit\b/i;
const ON_TABLE = /^\s*(?:(select)\b[^]*?\bfrom|(insert) into|(update)|(delete) from)\s+"?(\w+)/i;

/** What reaches the database, heard at the drivers themselves, so that nothing goes past it; the server is not changed by it. */
export class StatementLog {
  private readonly drivers: readonly jest.SpyInstance[] = [
    jest.spyOn(SqliteConnection.prototype, 'run'),
    jest.spyOn(pg.Client.prototype, 'query'),
  ];

  /** What the work sends, in order: `SELECT tokens`, `BEGIN`, `UPDATE tokens`, `COMMIT`. */
  async during(work: () => Promise<unknown>): Promise<readonly string[]> {
    this.drivers.forEach((driver) => driver.mockClear());
    await work();
    const heard = this.drivers.flatMap(({ mock }) => mock.calls.map(([statement]: unknown[]) => textOf(statement)));
    return heard.filter((sql) => !BACKGROUND.test(sql)).map(summaryOf);
  }

  stop(): void {
    this.drivers.forEach((driver) => driver.mockRestore());
  }
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : (statement as { readonly text: string }).text;
}

function summaryOf(sql: string): string {
  if (BEGIN.test(sql)) return 'BEGIN';
  if (COMMIT.test(sql)) return 'COMMIT';
  const found = ON_TABLE.exec(sql)
    ?.slice(1)
    .filter((part) => part !== undefined);
  return found === undefined ? sql : `${found[0]?.toUpperCase()} ${found[1]}`;
}
