import { AuthError } from '../core/errors.js';
import { type Environment, isDatabaseUnavailable } from '../platform/index.js';
import { readable } from './answer-text.js';
import { COMMON_OPTIONS, type Command } from './command.js';
import { CommandContext, type Terminal } from './command-context.js';
import { COMMANDS } from './commands.js';
import { commandHelp, overview } from './help.js';
import { readOptions } from './options.js';
import { UsageError } from './usage-error.js';

interface Failure {
  readonly exitCode: 1 | 2;
  readonly code: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** What to do about it, for people. */
  readonly help?: string;
}

/** Answers the exit code: 0 done, 1 refused or failed, 2 not called as it wants to be. Never throws. */
export async function runCli(argv: readonly string[], environment: Environment, terminal: Terminal): Promise<number> {
  const context = new CommandContext(environment, terminal);
  try {
    terminal.print(await answer(argv, context));
    return 0;
  } catch (error) {
    const failure = failureOf(error);
    if (argv.includes('--json')) terminal.print(toJson(failure));
    else terminal.complain(toText(failure));
    return failure.exitCode;
  } finally {
    // All is done and told; a connection that does not close politely makes no failure of it.
    await context.close().catch(() => undefined);
  }
}

async function answer(argv: readonly string[], context: CommandContext): Promise<string> {
  const firstOption = argv.findIndex((word) => word.startsWith('-'));
  const words = firstOption < 0 ? argv : argv.slice(0, firstOption);
  const asksForHelp = argv.includes('--help') || argv.includes('-h') || words[0] === 'help';
  const command = find(words);
  if (asksForHelp) return command ? commandHelp(command) : overview(COMMANDS);
  if (!command) throw new UsageError(unknown(words), `\n${overview(COMMANDS)}`);
  return execute(command, argv.slice(wordsOf(command).length), context);
}

async function execute(command: Command, args: readonly string[], context: CommandContext): Promise<string> {
  const options = readOptions({ ...command.options, ...COMMON_OPTIONS }, args);
  const result = await command.run(context, options);
  if (options.has('json')) return JSON.stringify(result);
  return command.describe?.(result) ?? readable(result);
}

function find(words: readonly string[]): Command | undefined {
  const asked = words[0] === 'help' ? words.slice(1) : words;
  return COMMANDS.find((command) => wordsOf(command).every((word, index) => word === asked[index]));
}

function wordsOf({ name }: Command): readonly string[] {
  return name.split(' ');
}

function unknown(words: readonly string[]): string {
  return words.length > 0 ? `there is no command '${words.join(' ')}'` : 'no command is given';
}

function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) return { exitCode: 2, code: 'usage', message: error.message, help: error.help };
  if (error instanceof AuthError) {
    return { exitCode: 1, code: error.code, message: error.description, fields: error.detail.fields };
  }
  if (isDatabaseUnavailable(error)) {
    return { exitCode: 1, code: 'temporarily_unavailable', message: 'the database does not answer' };
  }
  return { exitCode: 1, code: 'server_error', message: error instanceof Error ? error.message : String(error) };
}

function toJson({ code, message, fields }: Failure): string {
  return JSON.stringify({ error: { code, message, fields } });
}

function toText({ code, message, fields = {}, help }: Failure): string {
  const details = Object.entries(fields).map(([name, problem]) => `  ${name}: ${problem}`);
  return [`${code}: ${message}`, ...details, ...(help ? [help] : [])].join('\n');
}
