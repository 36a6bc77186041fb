import { OpenApiContract } from './openapi.js';

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as application/x-www-form-urlencoded; absent members are left out. */
  readonly form?: Readonly<Record<string, string | undefined>> | URLSearchParams | string;
  readonly json?: unknown;
  /** Sent as it is; name its Content-Type yourself. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body where it is JSON; `{}` otherwise. */
  readonly json: Record<string, unknown>;
  /** Where a redirect leads. */
  readonly location: string | undefined;
}

const contract = OpenApiContract.load();

/**
 * Sends one request, follows nothing, and fails the test where the answer is not what the OpenAPI document promises. Every
 * suite that talks to the server through here checks the document on the way.
 */
export async function send(
  origin: string,
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, origin), { method, redirect: 'manual', ...bodyOf(options) });
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? undefined;
  const isJson = /^application\/(?:[a-z-]+\+)?json/.test(contentType ?? '');
  const json = isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};
  const { status, headers } = response;
  const body = isJson && text !== '' ? json : text;
  const breach = contract.check({ method, path: pathOf(path), status, contentType, body });
  if (breach) throw new Error(`the OpenAPI document says otherwise: ${breach}`);
  return { status, headers, text, json, location: headers.get('location') ?? undefined };
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
}

function bodyOf({ headers = {}, form, json, body }: RequestOptions): RequestInit {
  if (form !== undefined) {
    return { headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: encode(form) };
  }
  if (json !== undefined) {
    return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(json) };
  }
  return { headers, body };
}

function encode(form: NonNullable<RequestOptions['form']>): string {
  if (typeof form === 'string') return form;
  if (form instanceof URLSearchParams) return form.toString();
  const entries = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(entries).toString();
}

function pathOf(path: string): string {
  return URL.canParse(path) ? new URL(path).pathname : path;
}
