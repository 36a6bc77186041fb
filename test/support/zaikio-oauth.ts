import type { VendorApp } from './apps.js';
import { type Answer, basic, type RequestOptions } from './http.js';
import { pkce, REDIRECT_URI, type TestServer } from './server.js';
import type { Visitor } from './visitor.js';

type Members = Readonly<Record<string, string | undefined>>;
export type ZaikioClient = Pick<VendorApp, 'clientId' | 'clientSecret'>;

/** Requests at `/oauth`, as its clients make them. */
export class ZaikioOAuthTests {
  constructor(private readonly server: TestServer) {}

  authorizePath({ clientId }: ZaikioClient, changes: Members = {}): string {
    const sound = { client_id: clientId, redirect_uri: REDIRECT_URI, state: 'state-1', ...changes };
    return `/oauth/authorize?${queryOf(sound)}`;
  }

  /** Where the browser ends: at the app, or on a page of ours. Consent is given on the way. */
  async open(visitor: Visitor, client: ZaikioClient, changes: Members, form: Members = {}): Promise<Answer> {
    const page = await visitor.open(this.authorizePath(client, changes));
    if (page.status !== 200) return page;
    return visitor.submit(page, { decision: 'allow', ...presentOf(form) });
  }

  async authorize(visitor: Visitor, client: ZaikioClient, changes: Members, form: Members = {}): Promise<URL> {
    const { location, status, text } = await this.open(visitor, client, changes, form);
    if (location?.startsWith(REDIRECT_URI) !== true) throw new Error(`no answer: ${status} ${text.slice(0, 500)}`);
    return new URL(location);
  }

  /** A code, as the request that redeems it. */
  async code(visitor: Visitor, client: ZaikioClient, scope: string, form: Members = {}): Promise<Members> {
    const { verifier, challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
    const { searchParams } = await this.authorize(visitor, client, { scope, ...proof }, form);
    const code = searchParams.get('code');
    if (code === null) throw new Error(`no code: ${searchParams.toString()}`);
    return { code, code_verifier: verifier };
  }

  /** By Basic, or by name where the client is public; `parameters` in a form. */
  token({ clientId, clientSecret }: ZaikioClient, parameters: Members, options: RequestOptions = {}): Promise<Answer> {
    const { headers, ...more } = options;
    if (clientSecret === '') return this.post({ form: { client_id: clientId, ...parameters }, headers, ...more });
    const authorization = basic(clientId, clientSecret);
    return this.post({ form: parameters, headers: { authorization, ...headers }, ...more });
  }

  post({ query = {}, path = '/oauth/access_token', ...options }: Sent): Promise<Answer> {
    const search = queryOf(query);
    return this.server.send('POST', search === '' ? path : `${path}?${search}`, options);
  }

  /** The whole code flow. */
  async tokens(visitor: Visitor, client: ZaikioClient, scope: string, form: Members = {}): Promise<ZaikioTokens> {
    return tokensIn(await this.token(client, await this.code(visitor, client, scope, form)));
  }

  credentials(client: ZaikioClient, scope: string): Promise<Answer> {
    return this.token(client, { grant_type: 'client_credentials', scope });
  }

  refresh(client: ZaikioClient, refreshToken: string, changes: Members = {}): Promise<Answer> {
    return this.token(client, { grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });
  }
}

type Sent = RequestOptions & { readonly query?: Members; readonly path?: string };

export interface ZaikioTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
}

export function tokensIn({ status, json, text }: Answer): ZaikioTokens {
  if (status !== 200) throw new Error(`no tokens: ${status} ${text}`);
  return json as unknown as ZaikioTokens;
}

function presentOf(members: Members): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function queryOf(members: Members): string {
  return new URLSearchParams(presentOf(members)).toString();
}
