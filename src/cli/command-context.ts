import type { Abstract, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Instance, Instances } from '../instances/index.js';
import { type Environment, type Settings, standaloneSettings } from '../platform/index.js';
import type { Options } from './options.js';

/** What a command prints to and reads from. Each text is a line, or several. */
export interface Terminal {
  /** On standard output: the answer. */
  print(text: string): void;
  /** On standard error: what went wrong. */
  complain(text: string): void;
  /** All of standard input. */
  read(): Promise<string>;
}

/** What commands work with. The server's modules are put together over its database when one of them is asked for. */
export class CommandContext {
  private parsed?: Settings;
  private application?: Promise<INestApplicationContext>;

  constructor(
    readonly environment: Environment,
    private readonly terminal: Terminal,
  ) {}

  /** A command delivers nothing: the server does. @throws Error listing what is wrong with the environment */
  get settings(): Settings {
    return (this.parsed ??= standaloneSettings({ ...this.environment, OUTBOX_INTERVAL: '0' }));
  }

  async get<T>(service: Type<T> | Abstract<T>): Promise<T> {
    this.application ??= compose(this.settings);
    return (await this.application).get(service);
  }

  /** @throws unknown_instance */
  async instance(options: Options): Promise<Instance> {
    const instances = await this.get(Instances);
    return instances.get(options.find('instance') ?? this.settings.defaultInstance);
  }

  /** `--password -` reads it from standard input, because every process of the machine may see our arguments. */
  async password(options: Options): Promise<string> {
    const given = options.get('password');
    return given === '-' ? (await this.terminal.read()).replace(/\r?\n$/, '') : given;
  }

  async close(): Promise<void> {
    await (await this.application)?.close();
  }
}

/** Without HTTP, and without a log: standard output is for the answer, and what fails is told once. */
async function compose(settings: Settings): Promise<INestApplicationContext> {
  // Only now: it describes the database as soon as it is loaded, which needs settings that were found to be valid.
  const { LatchkeyModule } = await import('../latchkey.module.js');
  return NestFactory.createApplicationContext(LatchkeyModule.forRoot({ settings }), {
    logger: false,
    abortOnError: false,
  });
}
