import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How a request was answered. Each member comes from a list of ours: what callers make up must not become a series. */
export interface Answered {
  readonly method: string;
  /** As it was registered (`/:instance/oauth2/v1/token`); `none` where no route was reached. */
  readonly route: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** `label` names what tells the values apart; absent: there is one value. */
export interface GaugeName {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
}

/** By the values of the label, or one number. */
export type Reading = number | Readonly<Record<string, number>>;

/** Seconds: from what memory answers to what a password costs behind a full queue. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Milliseconds that a reading may take: the rest of the answer does not wait for a database that is gone. */
const PATIENCE = 2_000;

/**
 * What this process tells of itself in Prometheus' format (https://prometheus.io/docs/instrumenting/exposition_formats). Counting is all
 * that a request pays for; what has to be looked up is read while somebody scrapes, and nothing is collected before the first
 * one has. No name of an instance, a person or a client becomes a label.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];
  private readonly requests = new Counter({
    name: 'latchkey_http_requests_total',
    help: 'Requests answered, by route and status; 499: the caller was gone before the answer',
    labelNames: ['method', 'route', 'status'],
    registers: this.registers,
  });
  private readonly durations = new Histogram({
    name: 'latchkey_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers: this.registers,
  });
  private readonly tokens = new Counter({
    name: 'latchkey_tokens_issued_total',
    help: 'Access tokens issued, by grant',
    labelNames: ['grant'],
    registers: this.registers,
  });
  private readonly rows = new Counter({
    name: 'latchkey_pruned_rows_total',
    help: 'Expired rows removed by this process',
    registers: this.registers,
  });
  private isObservingProcess = false;

  answered({ method, route, status, duration }: Answered): void {
    this.requests.inc({ method, route, status });
    this.durations.observe({ method, route }, duration / 1_000);
  }

  /** `grant` is a `grant_type` of ours, or what stands for one. */
  issued(grant: string): void {
    this.tokens.inc({ grant });
  }

  pruned(rows: number): void {
    this.rows.inc(rows);
  }

  /** `read` is asked while somebody scrapes; where it fails, or takes longer than two seconds, the value is left out. */
  gauge({ name, help, label }: GaugeName, read: () => Reading | Promise<Reading>): void {
    const labelNames = label === undefined ? [] : [label];
    const collect = async (): Promise<void> => {
      gauge.reset();
      const reading = await soon(read);
      if (typeof reading === 'number') return gauge.set(reading);
      for (const [value, number] of Object.entries(reading)) gauge.set({ [label ?? 'kind']: value }, number);
      // A gauge without a label is 0 again after the reset: better nothing than a number that is not true.
      if (label === undefined) gauge.remove();
    };
    const gauge = new Gauge({ name, help, labelNames, collect, registers: this.registers });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    this.observeProcess();
    return this.registry.metrics();
  }

  // From the first scrape on: watching the event loop and the garbage collector is work for every process, also where nobody asks.
  private observeProcess(): void {
    if (this.isObservingProcess) return;
    this.isObservingProcess = true;
    collectDefaultMetrics({ register: this.registry });
  }
}

async function soon(read: () => Reading | Promise<Reading>): Promise<Reading> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Reading>((resolve) => (timer = setTimeout(() => resolve({}), PATIENCE).unref()));
  try {
    return await Promise.race([read(), patience]);
  } catch {
    return {};
  } finally {
    clearTimeout(timer);
  }
}
