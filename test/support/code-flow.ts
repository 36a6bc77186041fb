import type { Answer } from './http.js';
import { pkce, type TestApp, type TestServer } from './server.js';
import type { Visitor } from './visitor.js';

/** Body of a token request; a member that is `undefined` is not sent. */
export type Form = Readonly<Record<string, string | undefined>>;

/** A code of this browser's person, as the sound request that redeems it. `changes` are of the authorization request. */
export async function codeOf(server: TestServer, visitor: Visitor, app: TestApp, changes: Form = {}): Promise<Form> {
  const { verifier, challenge } = pkce();
  const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
  const back = await server.authorize(visitor, app, { ...proof, ...changes });
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(`no code: ${back.search}`);
  const verified = 'code_challenge' in changes ? {} : { code_verifier: verifier };
  return { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, ...verified };
}

/** The status, and the error where there is one: `200`, `400 invalid_grant`. */
export function outcomeOf({ status, json }: Answer): string {
  const { error } = json;
  return typeof error === 'string' ? `${status} ${error}` : String(status);
}

/** What a JWT says, unverified. */
export function jwtParts(text: string): {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
} {
  const [header = {}, claims = {}] = text
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);
  return { header, claims };
}
