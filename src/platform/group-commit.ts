interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Writes that come while one is on its way go together when it is done, each acknowledged after the commit: under load the
 * round trip and the durable commit are shared, and alone nobody waits. Where a joint write fails, all that were in it fail.
 */
export class GroupCommit<T> {
  private readonly waiting: Waiting<T>[] = [];
  private isWriting = false;

  /** `limit`: how many go together at most. */
  constructor(
    private readonly write: (items: readonly T[]) => Promise<void>,
    private readonly limit: number,
  ) {}

  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isWriting) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) await this.writeTogether(this.waiting.splice(0, this.limit));
    this.isWriting = false;
  }

  private async writeTogether(group: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.write(group.map(({ item }) => item));
      group.forEach(({ resolve }) => resolve());
    } catch (cause) {
      group.forEach(({ reject }) => reject(cause));
    }
  }
}
