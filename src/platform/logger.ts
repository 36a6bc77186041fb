import type { LoggerService } from '@nestjs/common';
import type { DestinationStream, Logger } from 'pino';
import { pino, stdTimeFunctions } from 'pino';
import { redact, redactText } from './redaction.js';
import type { LogLevel } from './settings.js';

/** One line of the access log. Never the query: it may hold codes and tokens. */
export interface Access {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds until the answer was handed to the socket. */
  readonly duration: number;
  readonly address: string;
  /** The template of the route, which groups what the path tells apart; `none` where there was none. */
  readonly route?: string;
  /** For whom the credential acts, and of what kind it was; absent where the route is open, or it was refused. */
  readonly bearer?: string;
  readonly credential?: string;
}

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Nest's own account of how it puts an application together: a hundred lines that matter to nobody else. */
const FRAMEWORK: ReadonlySet<unknown> = new Set([
  ...['NestFactory', 'NestApplication', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer'],
]);

/**
 * One JSON object a line, with secrets taken out and nothing in it that could end the line or steer a terminal. Messages may
 * be texts, errors or objects; as in Nest, the last argument is the context (the class that speaks).
 */
export class AppLogger implements LoggerService {
  private readonly logger: Logger;

  /** Writes to standard output unless a stream is given. */
  constructor(level: LogLevel, stream: DestinationStream = standardOutput()) {
    const options = { level, base: null, messageKey: 'message', timestamp: stdTimeFunctions.isoTime };
    this.logger = pino({ ...options, formatters: { level: (label) => ({ level: label }) } }, stream);
  }

  /** Whether the access log is written at all: asked once, at boot. */
  get logsAccess(): boolean {
    return this.logger.isLevelEnabled('info');
  }

  access(access: Access): void {
    this.logger.info({ ...access, path: redactText(access.path) }, 'request');
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(FRAMEWORK.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.logger.isLevelEnabled(level)) return;
    const context = rest.at(-1);
    const record: Record<string, unknown> = {};
    if (typeof context === 'string') record['context'] = redactText(context);
    if (rest.length > 1) record['detail'] = redact(rest.slice(0, -1));
    this.logger[level](Object.assign(record, members(message)));
  }
}

/** A write for each line would cost more than the request: lines wait for 4 KiB or 200 ms, and for nothing when the process ends. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 200 });
}

function members(message: unknown): Record<string, unknown> {
  if (message instanceof Error) return { message: redactText(message.message), error: redact(message) };
  const safe = redact(message);
  return typeof safe === 'object' && safe !== null && !Array.isArray(safe) ? { ...safe } : { message: safe };
}
