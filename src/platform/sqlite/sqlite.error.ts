import { describeError } from '../database-error.js';

/**
 * After these SQLite may have rolled the transaction back by itself (https://sqlite.org/lang_transaction.html §2.3), so that
 * the next statement would commit alone.
 */
const LOSING = new Set(['FULL', 'IOERR', 'NOMEM', 'BUSY', 'INTERRUPT', 'CORRUPT'].map((name) => `SQLITE_${name}`));

/** What the addon reports, with a stack that leads to whoever asked. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  /** Such as `SQLITE_CONSTRAINT`. */
  readonly code: string;

  constructor(cause: unknown) {
    const { code, message } = describeError(cause);
    super(message);
    this.code = code;
  }

  get losesTransaction(): boolean {
    return LOSING.has(this.code);
  }
}
