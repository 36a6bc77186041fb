import { Logger } from '@nestjs/common';

/** Does one portion of the work; true where there may be more of it. */
export type WorkStep = () => Promise<boolean>;

export interface WorkLoopOptions {
  readonly name: string;
  /** Milliseconds between two looks at what others have left; 0: only when it is asked to by `drain`. */
  readonly interval: number;
}

/** Work that nobody waits for: done as soon as the loop is woken, and looked for every so often. One step at a time. */
export class WorkLoop {
  private readonly logger = new Logger('WorkLoop');
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private isAsked = false;
  private isStopped = false;
  private isFailing = false;

  constructor(
    private readonly step: WorkStep,
    private readonly options: WorkLoopOptions,
  ) {}

  start(): void {
    if (this.options.interval === 0 || this.timer) return;
    this.timer = setInterval(() => this.wake(), this.options.interval).unref();
    this.wake();
  }

  /** There is something to do. Nothing happens where the loop does not run by itself. */
  wake(): void {
    if (this.timer && !this.isStopped) void this.workSafely();
  }

  /** Works until there is nothing left to do now. */
  drain(): Promise<void> {
    this.isAsked = true;
    return (this.running ??= this.work());
  }

  /** Ends after the step that is on its way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running?.catch(() => undefined);
  }

  private async work(): Promise<void> {
    // Whoever asks while a step runs is not forgotten: the question is looked at again after it.
    await Promise.resolve();
    try {
      while (this.isAsked && !this.isStopped) await this.takeStep();
    } finally {
      this.running = undefined;
    }
  }

  private async takeStep(): Promise<void> {
    this.isAsked = false;
    if (await this.step()) this.isAsked = true;
  }

  private async workSafely(): Promise<void> {
    try {
      await this.drain();
      this.isFailing = false;
    } catch (error) {
      // Said once, not at every look.
      if (!this.isFailing) this.logger.warn(`${this.options.name} can not go on, and tries again: ${String(error)}`);
      this.isFailing = true;
    }
  }
}
