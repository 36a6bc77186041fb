import type { CommandContext } from './command-context.js';
import type { Options } from './options.js';

/** An option of a command, called by its name without the dashes. */
export interface OptionDescription {
  /** Stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly summary: string;
  readonly isRequired?: true;
  readonly isRepeatable?: true;
}

export type OptionDescriptions = Readonly<Record<string, OptionDescription>>;

/** One thing that an operator can have done. */
export interface Command {
  /** The words that choose it, such as `user create`. */
  readonly name: string;
  readonly summary: string;
  /** Its own ones; `--instance`, `--json` and `--help` belong to every command. */
  readonly options: OptionDescriptions;
  /** Answers the members of the JSON object, in snake_case. @throws AuthError for a refusal; UsageError */
  run(context: CommandContext, options: Options): Promise<object>;
  /** The answer for people, where a list of its members would not do. */
  describe?(answer: object): string;
}

export const COMMON_OPTIONS: OptionDescriptions = {
  instance: { value: 'name', summary: 'the instance to work in; without it, the default one (DEFAULT_INSTANCE)' },
  json: { summary: 'print one JSON object and nothing else' },
  help: { summary: 'explain the command' },
};
