import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type Misbehaviour = 'error' | 'hang' | 'huge' | 'no-json' | 'redirect' | 'drip';

/** An authorization that the person has given and nobody has redeemed. */
export interface Granted {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly scope: string;
}

export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

const HUGE = 10 * 1024 * 1024;

/** What a fake GitHub and a fake Google have in common: a page that asks the person, single-use codes bound by PKCE, bad days. */
export abstract class FakeProvider {
  readonly clientId = 'client-at-the-provider';
  readonly clientSecret = 'secret-at-the-provider';
  /** What each path does wrong from now on. */
  readonly misbehaves = new Map<string, Misbehaviour>();
  /** Everything that was asked for, in order. */
  readonly asked: Asked[] = [];
  /** Where a misbehaving redirect leads: whoever follows it is noticed. */
  followed = 0;
  /** Sent along with the code (RFC 9207). */
  iss?: string;
  protected readonly granted = new Map<string, Granted>();
  private readonly server: Server;
  private port = 0;

  protected constructor(private readonly authorizePath: string) {
    this.server = createServer((request, response) => void this.hear(request, response));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(): Promise<this> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    const address = this.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    return this;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  /** The person has a look at the page that the location leads to, and agrees; answers where they are sent back to. */
  allow(location: string | undefined): URL {
    return this.decide(location, true);
  }

  cancel(location: string | undefined): URL {
    return this.decide(location, false);
  }

  protected abstract answer(asked: Asked): unknown;

  /** @throws Error for a code that was not given, was used, or is redeemed by somebody else */
  protected redeem({ form, headers }: Asked): Granted {
    const [, basic = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
    const [id, secret] = basic === '' ? [] : Buffer.from(basic, 'base64').toString().split(':');
    const code = form.get('code') ?? '';
    const granted = this.granted.get(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient =
      (form.get('client_id') ?? id) === this.clientId && (form.get('client_secret') ?? secret) === this.clientSecret;
    if (!granted || !isClient || granted.challenge !== challenge || granted.redirectUri !== form.get('redirect_uri')) {
      throw new Error('invalid_grant');
    }
    this.granted.delete(code);
    return granted;
  }

  private decide(location: string | undefined, isAllowed: boolean): URL {
    const asked = new URL(location ?? 'about:blank');
    const query = asked.searchParams;
    const back = new URL(query.get('redirect_uri') ?? 'about:blank');
    back.searchParams.set('state', query.get('state') ?? '');
    if (this.iss !== undefined) back.searchParams.set('iss', this.iss);
    if (!isAllowed) {
      back.searchParams.set('error', 'access_denied');
      return back;
    }
    const code = randomBytes(10).toString('hex');
    this.granted.set(code, {
      redirectUri: query.get('redirect_uri') ?? '',
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce'),
      scope: query.get('scope') ?? '',
    });
    back.searchParams.set('code', code);
    return back;
  }

  private async hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const { method = 'GET', headers } = request;
    const asked = { path: url.pathname, method, query: url.searchParams, form, headers };
    this.asked.push(asked);
    const wrong = this.misbehaves.get(url.pathname);
    if (wrong) this.misbehave(wrong, response);
    else if (url.pathname === this.authorizePath) this.askPerson(url, response);
    else if (url.pathname === '/decided')
      redirect(response, this.decide(url.searchParams.get('asked') ?? '', url.searchParams.has('allow')));
    else await this.reply(asked, response);
  }

  private async reply(asked: Asked, response: ServerResponse): Promise<void> {
    try {
      const body = await this.answer(asked);
      response
        .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body ?? {}));
    } catch (error) {
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: String(error).slice(7) }));
    }
  }

  private askPerson(url: URL, response: ServerResponse): void {
    const asked = encodeURIComponent(url.href);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><link rel="icon" href="data:,"><title>Provider</title><h1>Sign in to Latchkey?</h1>
<a id="allow" href="/decided?allow=1&asked=${asked}">Continue</a> <a id="cancel" href="/decided?asked=${asked}">Cancel</a>`);
  }

  private misbehave(how: Misbehaviour, response: ServerResponse): void {
    const json = { 'content-type': 'application/json' };
    if (how === 'error') response.writeHead(500, json).end('{}');
    else if (how === 'no-json') response.writeHead(200, json).end('{"almost": ');
    else if (how === 'redirect') response.writeHead(302, { location: `${this.origin}/followed` }).end();
    else if (how === 'huge') response.writeHead(200, json).end(`{"filler":"${'x'.repeat(HUGE)}"}`);
    else if (how === 'drip') drip(response);
  }
}

/** A byte now and then, for as long as somebody listens. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 100);
  response.on('close', () => clearInterval(timer));
}

function redirect(response: ServerResponse, url: URL): void {
  response.writeHead(302, { location: url.href }).end();
}
