import { AsyncResource } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';

import type { SqliteConnection, SqliteOutcome } from './sqlite.connection.js';

interface Job {
  /**
   * `statement` is atomic by itself, `transaction` needs a savepoint where it shares a batch, `hold` has the connection
   * to itself and begins its own transactions.
   */
  readonly kind: 'statement' | 'transaction' | 'hold';
  /** Answers how to acknowledge the job. */
  readonly run: () => Promise<() => void>;
  readonly reject: (error: unknown) => void;
  readonly deadline: NodeJS.Timeout;
}

/** A job that has succeeded and waits for the commit. */
interface Done {
  readonly acknowledge: () => void;
  readonly reject: (error: unknown) => void;
}

export interface Hold {
  readonly connection: SqliteConnection;
  readonly release: () => void;
}

/** Milliseconds. */
export interface WriterLimits {
  /** For a turn. */
  readonly patience: number;
  /** After which a batch takes nobody in: those who are done should not wait for the slow. */
  readonly batchDuration: number;
}

const MAXIMUM_BATCH = 64;

/**
 * The only way to write. Writers queue here before they ask SQLite for its lock, because a writer that SQLite blocks
 * keeps one of libuv's four threads. What waits together is committed together: the cost of `synchronous=FULL` is paid
 * once a batch, and each job is acknowledged only after the commit.
 */
export class SqliteWriter {
  private readonly queue: Job[] = [];
  private draining?: Promise<void>;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly limits: WriterLimits,
  ) {}

  /** How many wait for their turn. */
  get waiting(): number {
    return this.queue.length;
  }

  /** One statement outside of a transaction. */
  statement<T>(sql: string, parameters: readonly unknown[]): Promise<SqliteOutcome<T>> {
    return this.submit('statement', () => this.connection.run<T>(sql, parameters));
  }

  /** Work that throws is rolled back alone. */
  transaction<T>(work: (connection: SqliteConnection) => Promise<T>): Promise<T> {
    return this.submit('transaction', () => work(this.connection));
  }

  /** The connection to oneself, outside of a transaction, until it is released. */
  hold(): Promise<Hold> {
    return new Promise((resolve, reject) => {
      const held = () => new Promise<void>((release) => resolve({ connection: this.connection, release }));
      this.submit('hold', held).catch(reject);
    });
  }

  async close(): Promise<void> {
    await this.draining;
    await this.connection.close();
  }

  private submit<T>(kind: Job['kind'], work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // The work belongs to its caller's asynchronous context, not to that of whoever set the queue going.
      const run = AsyncResource.bind(async () => {
        const result = await work();
        return () => resolve(result);
      });
      const job: Job = { kind, run, reject, deadline: setTimeout(() => this.giveUp(job), this.limits.patience) };
      this.queue.push(job);
      this.draining ??= this.drain();
    });
  }

  private giveUp(job: Job): void {
    this.queue.splice(this.queue.indexOf(job), 1);
    const message = `no turn to write within ${this.limits.patience} ms: was it asked for inside a transaction that it does not join?`;
    job.reject(Object.assign(new Error(message), { code: 'SQLITE_BUSY' }));
  }

  private async drain(): Promise<void> {
    // Those who ask in the same turn of the event loop share a batch, and so do those whom the last batch has just answered.
    for (let job = await this.nextTurn(); job; job = await this.nextTurn()) {
      const alone = job.kind === 'hold' || (job.kind === 'statement' && this.queue.length === 0);
      await (alone ? this.runAlone(job) : this.runBatch(job));
    }
  }

  private async nextTurn(): Promise<Job | undefined> {
    await setImmediate();
    const job = this.next();
    if (!job) this.draining = undefined;
    return job;
  }

  private next(): Job | undefined {
    const job = this.queue.shift();
    if (job) clearTimeout(job.deadline);
    return job;
  }

  private async runAlone(job: Job): Promise<void> {
    try {
      const acknowledge = await job.run();
      acknowledge();
    } catch (error) {
      job.reject(error);
    }
  }

  private async runBatch(first: Job): Promise<void> {
    const begun = performance.now();
    const done: Done[] = [];
    let job: Job | undefined = first;
    try {
      await this.connection.begin();
      for (; job; job = this.companion(done.length, begun)) {
        await this.attempt(job, done);
        this.connection.assertTransaction();
      }
      await this.finish(done.length);
      for (const each of done) each.acknowledge();
    } catch (error) {
      await this.connection.rollback().catch(() => undefined);
      job?.reject(error);
      for (const each of done) each.reject(error);
    }
  }

  /** A batch of which nothing succeeded is its failed first job, which had no savepoint. */
  private finish(size: number): Promise<void> {
    return size > 0 ? this.connection.commit() : this.connection.rollback();
  }

  /** The next in the queue, if this batch may take it in. */
  private companion(size: number, begun: number): Job | undefined {
    const full = size === 0 || size >= MAXIMUM_BATCH || performance.now() - begun > this.limits.batchDuration;
    return full || this.queue[0]?.kind === 'hold' ? undefined : this.next();
  }

  /** Adds the job to those that are done, or undoes what it did and rejects it. The first of a batch needs no savepoint. */
  private async attempt(job: Job, done: Done[]): Promise<void> {
    const guarded = done.length > 0 && job.kind === 'transaction';
    try {
      if (guarded) await this.connection.run('SAVEPOINT job');
      const acknowledge = await job.run();
      if (guarded) await this.connection.run('RELEASE job');
      done.push({ acknowledge, reject: job.reject });
    } catch (error) {
      this.connection.assertTransaction();
      if (guarded) await this.connection.run('ROLLBACK TO job');
      if (guarded) await this.connection.run('RELEASE job');
      job.reject(error);
    }
  }
}
