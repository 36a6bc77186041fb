/** What a driver says of a failure; empty where it says nothing. */
interface Description {
  readonly code: string;
  readonly message: string;
}

/** `driverError` is where TypeORM keeps what the driver threw. */
export function describeError(error: unknown): Description {
  if (typeof error !== 'object' || error === null) return { code: '', message: '' };
  if ('driverError' in error) return describeError(error.driverError);
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    message: 'message' in error && typeof error.message === 'string' ? error.message : '',
  };
}

/** Whether a write met a row that is already there: 23505 of PostgreSQL (its manual, appendix A), and SQLite's own text. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, message } = describeError(error);
  return code === '23505' || (code === 'SQLITE_CONSTRAINT' && message.includes('UNIQUE constraint failed'));
}

/**
 * Connection exceptions (class 08), lack of resources (53), shutdown (57P), a statement that took too long (57014), a transaction that rested too
 * long (25P03), a server that only reads (25006), and two transactions that stood in each other's way (40001, 40P01, 55P03).
 */
const UNAVAILABLE =
  /^(?:08|53|57P)|^(?:57014|25006|25P03|40001|40P01|55P03)$|^(?:ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_)|^SQLITE_(?:BUSY|FULL|IOERR|CANTOPEN)$/;
/** What `pg` throws without a code, and TypeORM where the connection of a transaction was lost between two statements. */
const LOST =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client was closed|Client has encountered|Query read timeout|Query runner already released)/;

/** Whether the database could not do it now: nothing is wrong with the request, and it may be repeated later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { code, message } = describeError(error);
  return code ? UNAVAILABLE.test(code) : LOST.test(message);
}
