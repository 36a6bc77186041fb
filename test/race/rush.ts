import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { basic } from '../support/http.js';
import type { Form } from '../support/code-flow.js';
import type { TestApp } from '../support/server.js';

export interface Result {
  /** The status, and the error where there is one. */
  readonly outcome: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Many identical requests at one moment: everything is sent but the last byte, and that for all of them at once. */
export class Rush {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    private readonly size: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: size });
  }

  async send(app: TestApp, form: Form): Promise<Result[]> {
    const sent = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const body = new URLSearchParams(sent).toString();
    const headers = {
      authorization: basic(app.clientId, app.clientSecret),
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    };
    const requests = Array.from({ length: this.size }, () =>
      request(this.url, { agent: this.agent, method: 'POST', headers }),
    );
    const answers = requests.map(
      (one) => new Promise<IncomingMessage>((resolve, reject) => one.once('response', resolve).once('error', reject)),
    );
    requests.forEach((one) => one.write(body.slice(0, -1)));
    await setImmediate();
    requests.forEach((one) => one.end(body.slice(-1)));
    return Promise.all(answers.map(async (answer) => resultOf(await answer)));
  }

  close(): void {
    this.agent.destroy();
  }
}

async function resultOf(answer: IncomingMessage): Promise<Result> {
  const json = JSON.parse(await text(answer)) as Record<string, unknown>;
  const error = typeof json['error'] === 'string' ? ` ${json['error']}` : '';
  return { outcome: `${answer.statusCode}${error}`, json };
}

/** How often each outcome came. */
export function tally(results: readonly Result[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
