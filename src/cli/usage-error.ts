/** The command was not called as it wants to be: exit code 2, and nothing was done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    readonly help = '`--help` after the command explains it.',
  ) {
    super(message);
  }
}
