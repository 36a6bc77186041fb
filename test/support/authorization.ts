import { Database } from '../../src/platform/index.js';
import type { Answer } from './http.js';
import { REDIRECT_URI, type TestServer } from './server.js';
import { formsOf } from './visitor.js';

/** An error that went back to the app: to its registered URI, with state and issuer, and without anything to redeem (RFC 6749 §4.1.2.1). */
export function expectError(answer: Answer, server: TestServer, error: string, state: string | null = 'state-1'): void {
  expect(answer.status).toBe(303);
  const back = new URL(answer.location ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(REDIRECT_URI);
  expect(back.hash).toBe('');
  const { error_description: description, ...rest } = Object.fromEntries(back.searchParams);
  expect(rest).toEqual({ error, ...(state !== null && { state }), iss: server.issuer });
  // RFC 6749 §4.1.2.1: %x20-21 / %x23-5B / %x5D-7E
  expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
}

/** A page of ours and nothing else: nobody is redirected, and nothing of the request is to be read on it. */
export function expectLocalPage(answer: Answer): void {
  expect([400, 403, 404]).toContain(answer.status);
  expect(answer.location).toBeUndefined();
  expect(answer.headers.get('refresh')).toBeNull();
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(answer.text).not.toMatch(/\b(?:href|src|action|content)="(?:[a-z]+:|\/\/)/);
  expect(wordsOf(answer.text)).not.toMatch(/evil|ac_/i);
}

/** What a person reads on a page. */
export function wordsOf(html: string): string {
  return html.replace(/<code>[^<]*<\/code>|<[^>]*>/g, ' ');
}

/** The code that an answer brings to the app. */
export function codeOf({ location, status, text }: Pick<Answer, 'location' | 'status' | 'text'>): string {
  const code = location === undefined ? null : new URL(location).searchParams.get('code');
  if (code === null) throw new Error(`no code: ${status} ${location ?? text.slice(0, 300)}`);
  return code;
}

interface Issued {
  readonly codes: number;
  readonly consents: number;
}

/** How many codes, and how many permissions to apps, there are. */
export async function grantsIn(server: TestServer): Promise<Issued> {
  const [row] = await server.app
    .get(Database)
    .query<Issued>(
      'SELECT (SELECT count(*) FROM authorization_codes) AS codes, (SELECT count(*) FROM consents) AS consents',
    );
  return { codes: Number(row?.codes), consents: Number(row?.consents) };
}

/** Runs requests that must leave no code and no permission behind. */
export async function changingNothing(server: TestServer, requests: () => Promise<void>): Promise<void> {
  const before = await grantsIn(server);
  await requests();
  expect(await grantsIn(server)).toEqual(before);
}

/** What an answer brings to the app, by whichever response mode. */
export function deliveredBy({ location, text }: Answer): Readonly<Record<string, string>> {
  if (location === undefined) return Object.fromEntries(formsOf(text)[0]?.fields ?? []);
  const { searchParams, hash } = new URL(location);
  return Object.fromEntries(hash === '' ? searchParams : new URLSearchParams(hash.slice(1)));
}
