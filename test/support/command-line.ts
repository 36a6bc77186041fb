import { runCli } from '../../src/cli/run-cli.js';
import type { Environment } from '../../src/platform/index.js';

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The commands of an operator, in this process, on the database that the environment names. */
export class CommandLine {
  constructor(private readonly environment: Environment) {}

  /** What is printed for people. Standard input holds `input`. */
  async run(argv: readonly string[], input = ''): Promise<Run> {
    const out: string[] = [];
    const err: string[] = [];
    const exitCode = await runCli(argv, this.environment, {
      print: (text) => out.push(text),
      complain: (text) => err.push(text),
      read: async () => input,
    });
    return { exitCode, out: out.join('\n'), err: err.join('\n') };
  }

  /** The one JSON object of a command that is done; fails where it is not. */
  async json(argv: readonly string[], input?: string): Promise<Record<string, unknown>> {
    const { exitCode, out, err } = await this.run([...argv, '--json'], input);
    if (exitCode !== 0 || err !== '') throw new Error(`${argv.join(' ')}: ${exitCode} ${out} ${err}`);
    return JSON.parse(out) as Record<string, unknown>;
  }

  /** The code of the error, where the command refuses as it should: exit code 1, one JSON object and nothing else. */
  async refusal(argv: readonly string[]): Promise<unknown> {
    const { exitCode, out, err } = await this.run([...argv, '--json']);
    if (exitCode !== 1 || err !== '') throw new Error(`${argv.join(' ')}: ${exitCode} ${out} ${err}`);
    const { error } = JSON.parse(out) as { error: { code: unknown; message: unknown } };
    if (typeof error.message !== 'string' || error.message === '') throw new Error('the refusal says nothing');
    return error.code;
  }
}
