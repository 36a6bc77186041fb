import { performance } from 'node:perf_hooks';

/** What is fetched once and kept for a while. Those who ask at once share one request, and a failure is not kept. */
export class Kept<Value> {
  private value?: Promise<Value>;
  private until = 0;

  /** `lifetime` in milliseconds of the machine: what is kept is another's, whose time no test moves. */
  constructor(
    private readonly load: () => Promise<Value>,
    private readonly lifetime: number,
  ) {}

  get(): Promise<Value> {
    if (this.value && performance.now() < this.until) return this.value;
    const loading = this.load();
    this.until = performance.now() + this.lifetime;
    this.value = loading;
    loading.catch(() => this.forget(loading));
    return loading;
  }

  private forget(loading: Promise<Value>): void {
    if (this.value === loading) this.value = undefined;
  }
}
