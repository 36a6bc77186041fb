import { Injectable } from '@nestjs/common';
import { Settings } from './settings.js';

/** C0 but the line break, and C1: what a terminal would obey. */
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g;

/**
 * What whoever develops sees beside the log, as it is: the log would take links with secrets out. Says nothing in production,
 * nor where the log says nothing.
 */
@Injectable()
export class Terminal {
  constructor(private readonly settings: Settings) {}

  print(lines: readonly string[]): void {
    const { production, logLevel } = this.settings;
    if (production || logLevel === 'silent') return;
    process.stdout.write(`${lines.join('\n').replace(CONTROL, '\ufffd')}\n`);
  }
}
