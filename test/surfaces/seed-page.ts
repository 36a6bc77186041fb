import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface CurlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly json: Record<string, unknown>;
}

/** A page of documentation as its authors have published it, with nothing changed in it. */
export class SeedPage {
  private readonly text: string;

  constructor(name: string) {
    this.text = readFileSync(join(__dirname, 'seed', name), 'utf8');
  }

  /** The curl commands, in the order of the page. */
  curlLines(): string[] {
    const commands: string[] = [];
    const lines = this.text.split('\n');
    for (let at = 0; at < lines.length; at += 1) {
      if (!lines[at]?.startsWith('curl ')) continue;
      let command = lines[at] ?? '';
      while (isUnfinished(command)) command += `\n${lines[(at += 1)] ?? ''}`;
      commands.push(command);
    }
    return commands;
  }

  /** What stands on the page from `start` to `end`, both included, from the `nth` place on where `start` stands. */
  passage(start: string, end: string, nth = 0): string {
    let from = this.text.indexOf(start);
    for (let count = 0; count < nth; count += 1) from = this.text.indexOf(start, from + 1);
    const to = this.text.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`the page has no ${start} … ${end}`);
    return this.text.slice(from, to + end.length);
  }

  /** An object that the page shows as an answer, from the `nth` place where `start` stands on. */
  sampleAnswer(start: string, end: string): Record<string, unknown> {
    return JSON.parse(this.passage(start, end)) as Record<string, unknown>;
  }
}

// A backslash at the end of the line, or a quoted text that goes on.
function isUnfinished(command: string): boolean {
  return command.endsWith('\\') || command.split("'").length % 2 === 0;
}

/** What stands for host and credentials gives way; everything else stays. @throws where the command has no such text */
export function fill(command: string, replaced: Readonly<Record<string, string>>): string {
  let filled = command;
  for (const [placeholder, value] of Object.entries(replaced)) {
    if (!filled.includes(placeholder)) throw new Error(`the command has no ${placeholder}: ${command}`);
    filled = filled.replaceAll(placeholder, value);
  }
  return filled;
}

/** Runs the command in the shell that it was written for. */
export async function runCurl(command: string): Promise<CurlAnswer> {
  const { stdout } = await run('sh', ['-c', `${command} --silent --include`]);
  const [head = '', ...body] = stdout.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
  }
  const status = Number(statusLine.split(' ')[1]);
  const text = body.join('\r\n\r\n');
  return { status, headers, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}
