/** Lets so many pieces of work run at once, keeps so many waiting in order, and turns the rest away. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly capacity: number,
  ) {}

  /** How much is at work, and how much waits. */
  get load(): Readonly<Record<'running' | 'waiting', number>> {
    return { running: this.running, waiting: this.waiting.length };
  }

  /** Throws what `full` makes where nobody else may even wait. */
  async pass<T>(work: () => Promise<T>, full: () => Error): Promise<T> {
    if (this.running < this.width) this.running += 1;
    else if (this.waiting.length >= this.capacity) throw full();
    // Who is woken takes over the place of the one that leaves, so nobody slips in between.
    else await new Promise<void>((wake) => this.waiting.push(wake));
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
