import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as client from 'openid-client';

type Parameters = Readonly<Record<string, string>>;

interface Attempt {
  readonly verifier: string;
  readonly nonce: string;
}

/** An app as anybody would write it: a page with a link, a callback that redeems the code with openid-client, and a token that it keeps. */
export class RelyingApp {
  private readonly attempts = new Map<string, Attempt>();
  private config: client.Configuration | undefined;
  accessToken = '';

  private constructor(private readonly server: Server) {}

  static start(): Promise<RelyingApp> {
    return new Promise((resolve) => {
      const server = createServer();
      const app = new RelyingApp(server);
      server.on('request', (request: IncomingMessage, response: ServerResponse) => void app.answer(request, response));
      server.listen(0, '127.0.0.1', () => resolve(app));
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get redirectUri(): string {
    return `${this.origin}/callback`;
  }

  async discover(
    issuer: string,
    { clientId, clientSecret }: { clientId: string; clientSecret: string },
  ): Promise<void> {
    const options = { execute: [client.allowInsecureRequests] };
    this.config = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const page = url.pathname === '/callback' ? await this.finish(request, url) : await this.begin(url);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><link rel="icon" href="data:,"><title>App</title>${page}`);
  }

  private async begin({ searchParams }: URL): Promise<string> {
    const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
    this.attempts.set(state, { verifier, nonce });
    const challenge = await client.calculatePKCECodeChallenge(verifier);
    const proof = { state, nonce, code_challenge: challenge, code_challenge_method: 'S256' };
    const wish: Parameters = { redirect_uri: this.redirectUri, scope: 'openid profile email', ...proof };
    const target = client.buildAuthorizationUrl(this.demand(), { ...wish, ...Object.fromEntries(searchParams) });
    return `<a href="${target.href.replaceAll('&', '&amp;')}">Sign in</a>`;
  }

  /** The answer came in the query, or was posted (`response_mode=form_post`). */
  private async finish(request: IncomingMessage, url: URL): Promise<string> {
    if (request.method === 'POST') url.search = await text(request);
    const state = url.searchParams.get('state') ?? '';
    const { verifier, nonce } = this.attempts.get(state) ?? { verifier: '', nonce: '' };
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(this.demand(), url, checks);
    this.accessToken = tokens.access_token;
    const { name } = await client.fetchUserInfo(this.demand(), tokens.access_token, tokens.claims()?.sub ?? '');
    return `<h1>Hello ${name}</h1>`;
  }

  private demand(): client.Configuration {
    if (!this.config) throw new Error('the app has not discovered the server');
    return this.config;
  }
}
