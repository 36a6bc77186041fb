import type { Fetch } from '../../src/client/index.js';

export interface SentRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  readonly credentials: RequestCredentials | undefined;
}

/** What happens to a request on its way: an answer of the network's own, an error, or `undefined` to let it through. */
export type Disturbance = (request: SentRequest, count: number) => Response | undefined;

/** The network as the client sees it: everything that is sent is written down, and some of it may go wrong. */
export class Wire {
  readonly sent: SentRequest[] = [];

  constructor(private readonly disturbance: Disturbance = () => undefined) {}

  readonly fetch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    const body = typeof init.body === 'string' ? init.body : '';
    const { method = 'GET', credentials } = init;
    const request = { method, path: pathname + search, headers: new Headers(init.headers), body, credentials };
    this.sent.push(request);
    return this.disturbance(request, this.sent.length) ?? fetch(url, init);
  };

  /** Such as `POST /demo/oauth2/v1/token`, in order. */
  get lines(): string[] {
    return this.sent.map(({ method, path }) => `${method} ${path}`);
  }

  count(end: string): number {
    return this.sent.filter(({ path }) => path.endsWith(end)).length;
  }
}
