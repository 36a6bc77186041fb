import { COMMON_OPTIONS, type Command, type OptionDescription, type OptionDescriptions } from './command.js';

export function overview(commands: readonly Command[]): string {
  const lines = columns(commands.map(({ name, summary }) => [name, summary]));
  return [
    'Usage: latchkey <command> [options]',
    '',
    ...lines,
    '',
    ...optionLines(COMMON_OPTIONS),
    '',
    'The settings are those of the server, from the environment: DATABASE_URL, LATCHKEY_SECRET, PUBLIC_URL, …',
    '`latchkey <command> --help` explains one. Exit codes: 0 done, 1 refused, 2 not called like this.',
  ].join('\n');
}

export function commandHelp({ name, summary, options }: Command): string {
  const required = Object.entries(options).filter(([, option]) => option.isRequired);
  const usage = ['Usage: latchkey', name, ...required.map(([option, described]) => written(option, described))];
  const own = Object.keys(options).length > 0 ? [...optionLines(options), ''] : [];
  return [`${usage.join(' ')} [options]`, '', summary, '', ...own, ...optionLines(COMMON_OPTIONS)].join('\n');
}

function optionLines(options: OptionDescriptions): string[] {
  return columns(Object.entries(options).map(([name, option]) => [written(name, option), explained(option)]));
}

function written(name: string, { value }: OptionDescription): string {
  return value === undefined ? `--${name}` : `--${name} <${value}>`;
}

function explained({ summary, isRequired, isRepeatable }: OptionDescription): string {
  return [summary, isRequired && 'required', isRepeatable && 'may be repeated'].filter(Boolean).join('; ');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
