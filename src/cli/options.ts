import { parseArgs } from 'node:util';
import { SettingsReader } from '../platform/settings-reader.js';
import type { OptionDescription, OptionDescriptions } from './command.js';
import { UsageError } from './usage-error.js';

/** The options that a command was called with. */
export class Options {
  constructor(private readonly values: ReadonlyMap<string, readonly string[]>) {}

  has(name: string): boolean {
    return this.values.has(name);
  }

  find(name: string): string | undefined {
    return this.values.get(name)?.[0];
  }

  /** For an option whose description says that it is required. */
  get(name: string): string {
    const value = this.find(name);
    if (value === undefined) throw new UsageError(`--${name} is missing`);
    return value;
  }

  list(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** @throws UsageError where it is none of the choices */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.find(name);
    const chosen = choices.find((choice) => choice === text);
    if (text !== undefined && chosen === undefined) throw new UsageError(`--${name} is one of ${choices.join(', ')}`);
    return chosen;
  }

  /** Milliseconds, written as in the settings (`90s`, `15m`, `12h`, `30d`); absent is 0. @throws UsageError */
  duration(name: string): number {
    const text = this.find(name) ?? '0';
    if (text === '0') return 0;
    const read = new SettingsReader({ [name]: text });
    const milliseconds = read.duration(name, text);
    if (read.problems.length > 0) throw new UsageError(`--${name} is 0 or a duration like 90s, 15m, 12h or 30d`);
    return milliseconds;
  }
}

/** @throws UsageError for an option that is unknown, missing, without its value or given twice, and for any other word */
export function readOptions(descriptions: OptionDescriptions, args: readonly string[]): Options {
  const values = parse(descriptions, args);
  for (const [name, description] of Object.entries(descriptions)) assertCount(name, description, values.get(name));
  return new Options(values);
}

function parse(descriptions: OptionDescriptions, args: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const options = Object.entries(descriptions).map(([name, { value }]) => {
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, { type, multiple: true }] as const;
  });
  try {
    const { values } = parseArgs({ args: joinValues(descriptions, args), options: Object.fromEntries(options) });
    return new Map(Object.entries(values).map(([name, given]) => [name, [given ?? []].flat().map(String)]));
  } catch (error) {
    // Node's first sentence says what is wrong, the ones after it guess why.
    throw new UsageError(String(error instanceof Error ? error.message : error).split('. ')[0] ?? '');
  }
}

/** `--client-id -x` as `--client-id=-x`: ids that we issued may begin with a dash, and so may passwords. */
function joinValues(descriptions: OptionDescriptions, args: readonly string[]): string[] {
  const isOption = (text: string): boolean => text.startsWith('--') && Object.hasOwn(descriptions, text.slice(2));
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const [option = '', value = '--'] = args.slice(index, index + 2);
    const takesIt = isOption(option) && descriptions[option.slice(2)]?.value !== undefined;
    const isValue = takesIt && value !== '--' && !isOption(value);
    joined.push(isValue ? `${option}=${value}` : option);
    if (isValue) index += 1;
  }
  return joined;
}

function assertCount(name: string, description: OptionDescription, given: readonly string[] = []): void {
  if (description.isRequired && given.length === 0) throw new UsageError(`--${name} is missing`);
  // Which of two would count is a guess, and a wrong one may open what should be closed.
  if (!description.isRepeatable && given.length > 1) throw new UsageError(`--${name} can be given once only`);
}
