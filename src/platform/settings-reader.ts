export type Environment = Readonly<Record<string, string | undefined>>;

export interface IntegerRange {
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
}

const DURATION = /^(\d{1,9})(ms|s|m|h|d)?$/;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** Reads variables one by one and remembers what was wrong, so that all of it can be told at once. An empty variable counts as not set. */
export class SettingsReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  has(name: string): boolean {
    return this.environment[name] !== undefined && this.environment[name] !== '';
  }

  /** Values stay out of the text: one of them might be a secret. */
  refuse(name: string, problem: string): void {
    this.problems.push(`- ${name} ${problem}`);
  }

  text(name: string, fallback: string): string {
    return this.environment[name] || fallback;
  }

  matching(name: string, fallback: string, pattern: RegExp): string {
    const text = this.text(name, fallback);
    if (!pattern.test(text)) this.refuse(name, `must match ${pattern.source}`);
    return text;
  }

  /** The first choice is the default, unless another is named. */
  oneOf<Choice extends string>(
    name: string,
    choices: readonly [Choice, ...Choice[]],
    fallback: Choice = choices[0],
  ): Choice {
    const text = this.text(name, fallback);
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) this.refuse(name, `must be one of ${choices.join(', ')}`);
    return choice ?? fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  integer(name: string, { fallback, minimum, maximum }: IntegerRange): number {
    const text = this.text(name, String(fallback));
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= minimum && value <= maximum) return value;
    this.refuse(name, `must be a whole number from ${minimum} to ${maximum}`);
    return fallback;
  }

  /** Milliseconds; a bare number is seconds. */
  duration(name: string, fallback: string): number {
    const [, count, unit] = DURATION.exec(this.text(name, fallback)) ?? [];
    const milliseconds = Number(count) * (UNITS.get(unit ?? 's') ?? NaN);
    if (milliseconds > 0) return milliseconds;
    this.refuse(name, 'must be a duration like 90s, 15m, 12h or 30d');
    return 0;
  }

  /** The same, or `0`. */
  durationOrNone(name: string, fallback: string): number {
    return this.text(name, fallback) === '0' ? 0 : this.duration(name, fallback);
  }

  list(name: string, check: (entry: string) => void): readonly string[] {
    const entries = this.text(name, '')
      .split(',')
      .map((entry) => entry.trim());
    const present = entries.filter((entry) => entry !== '');
    for (const entry of present) this.attempt(name, () => check(entry));
    return present;
  }

  /** Any of them, comma separated. */
  choices<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): ReadonlySet<Choice> {
    const words = this.text(name, fallback)
      .split(',')
      .map((word) => word.trim());
    const chosen = choices.filter((choice) => words.includes(choice));
    if (words.some((word) => !chosen.some((choice) => choice === word))) {
      this.refuse(name, `must be a list of ${choices.join(', ')}`);
    }
    return new Set(chosen);
  }

  url(name: string, protocols: readonly string[]): string | undefined {
    const text = this.environment[name];
    if (text === undefined || text === '') return undefined;
    if (!protocols.some((protocol) => text.startsWith(protocol)))
      this.refuse(name, `must start with ${protocols.join(' or ')}`);
    return text;
  }

  /** Nothing where it is not set, or not valid. */
  parsed<Value>(name: string, parse: (text: string) => Value | undefined, problem: string): Value | undefined {
    if (!this.has(name)) return undefined;
    const value = parse(this.text(name, ''));
    if (value === undefined) this.refuse(name, problem);
    return value;
  }

  /** Absolute http or https URL without user, query or fragment; trailing slashes are dropped. */
  publicUrl(name: string, fallback: string): string {
    const text = this.text(name, fallback);
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain =
      url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    if (plain && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href.replace(/\/+$/, '');
    this.refuse(name, 'must be an http or https URL without user, query and fragment');
    return fallback;
  }

  private attempt(name: string, check: () => void): void {
    try {
      check();
    } catch {
      this.refuse(name, 'has an entry that is not an address or a network');
    }
  }
}
