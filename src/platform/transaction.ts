import type { EntityManager } from 'typeorm';

import type { Outcome, Session } from './engine.js';

/**
 * A running transaction. It behaves alike on both engines: after a statement has failed no other is accepted and nothing
 * is committed (PostgreSQL's rule), and a statement that comes after the end is refused rather than run outside.
 */
export class Transaction {
  private readonly pending = new Set<Promise<unknown>>();
  private readonly actions: (() => void)[] = [];
  private failure?: { readonly cause: unknown };
  private ended = false;

  constructor(private readonly session: Session) {}

  get manager(): EntityManager {
    this.assertOpen();
    return this.session.manager;
  }

  async run<T>(sql: string, parameters: readonly unknown[]): Promise<Outcome<T>> {
    this.assertOpen();
    const outcome = this.session.run<T>(sql, parameters);
    this.pending.add(outcome);
    try {
      return await outcome;
    } catch (cause) {
      this.failure ??= { cause };
      throw cause;
    } finally {
      this.pending.delete(outcome);
    }
  }

  afterCommit(action: () => void): void {
    this.assertOpen();
    this.actions.push(action);
  }

  /** Runs the work to its end, which includes statements that it left running, such as the losers of a `Promise.all`. */
  async complete<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.assertHealthy();
      return result;
    } finally {
      this.ended = true;
      await Promise.allSettled(this.pending);
    }
  }

  /** To be called once the commit is durable. */
  announceCommit(): void {
    for (const action of this.actions) action();
  }

  private assertOpen(): void {
    if (this.ended) throw new Error('the transaction is over: a statement of its work was not awaited');
    this.assertHealthy();
  }

  private assertHealthy(): void {
    if (this.failure) throw this.failure.cause;
  }
}
