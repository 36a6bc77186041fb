import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { Form } from './code-flow.js';
import type { TestServer } from './server.js';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** How a JWK Set is registered: a JSON object. */
export const jwksOf = (...keys: readonly ClientKey[]): { keys: JWK[] } => ({ keys: keys.map(({ jwk }) => jwk) });

/** A key pair of a client. */
export interface ClientKey {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: JWK;
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

export function clientKey(alg = 'ES256', kid: string = randomUUID(), members: object = {}): ClientKey {
  const { privateKey, publicKey } = CURVES[alg]
    ? generateKeyPairSync('ec', { namedCurve: CURVES[alg] })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { alg, kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, ...members } };
}

interface Maker {
  readonly server: TestServer;
  readonly clientId: string;
  readonly key: ClientKey;
}

/** Claims and header as RFC 7523 wants them; a member that is `undefined` is left out. */
export function assertion(
  { server, clientId, key }: Maker,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const now = Math.floor(server.clock.now() / 1_000);
  const sound = { iss: clientId, sub: clientId, aud: server.issuer, jti: randomUUID(), iat: now, exp: now + 60 };
  const payload = JSON.parse(JSON.stringify({ ...sound, ...claims })) as JWTPayload;
  const protectedHeader = { alg: key.alg, kid: key.kid, typ: 'JWT', ...header } as JWTHeaderParameters;
  return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(key.privateKey);
}

/** A request of the client for itself, proven by this assertion. */
export function byAssertion(text: string, more: Form = {}): Form {
  const proof = { client_assertion_type: ASSERTION_TYPE, client_assertion: text };
  return { grant_type: 'client_credentials', scope: 'tickets.ticket.r', ...proof, ...more };
}

/** Where a client publishes its keys. */
export class KeyServer {
  hits = 0;
  jwks: object = { keys: [] };
  /** Instead of the keys, where it is set. */
  misbehave?: (response: ServerResponse) => void;

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<KeyServer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const keys = new KeyServer(server, `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    server.on('request', (_: IncomingMessage, response: ServerResponse) => keys.answer(response));
    return keys;
  }

  get uri(): string {
    return `${this.origin}/jwks.json`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private answer(response: ServerResponse): void {
    this.hits += 1;
    if (this.misbehave) return this.misbehave(response);
    response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(JSON.stringify(this.jwks));
  }
}
