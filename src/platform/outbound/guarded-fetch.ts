import http from 'node:http';
import https from 'node:https';
import { type OutboundPolicy, outboundProblem } from './outbound-url.js';
import { publicOnly } from './public-lookup.js';

/** Milliseconds for one exchange: name, connection, handshake, answer to the last byte. */
const TIMEOUT = 2_400;
/** Bytes. */
const LIMIT = 262_144;

export interface OutboundRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * One exchange with a service that is not ours, in the shape of `fetch`. No redirect is followed, the whole answer is read within
 * the time and the limit, and the address is judged where it is connected to.
 * @throws Error for everything but an answer
 */
export async function guardedFetch(url: string, request: OutboundRequest, policy: OutboundPolicy): Promise<Response> {
  const problem = outboundProblem(new URL(url), policy);
  if (problem) throw new Error(`the URL must be ${problem}`);
  const answer = await send(url, request, policy);
  try {
    const body = await read(answer);
    const { statusCode: status = 502, headers } = answer;
    const contentType = headers['content-type'] ?? '';
    return new Response(hasBody(status) ? body : null, { status, headers: { 'content-type': contentType } });
  } finally {
    answer.destroy();
  }
}

function send(
  url: string,
  { method, headers, body }: OutboundRequest,
  { allowsPrivate }: OutboundPolicy,
): Promise<http.IncomingMessage> {
  const options: https.RequestOptions = {
    method,
    headers: {
      ...headers,
      'user-agent': 'Latchkey/1',
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    },
    signal: AbortSignal.timeout(TIMEOUT),
    lookup: allowsPrivate ? undefined : publicOnly,
    // A connection of its own each time: a kept one would go to an address that was judged for another name.
    agent: false,
  };
  const transport = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    transport.request(url, options, resolve).on('error', reject).end(body);
  });
}

async function read(answer: http.IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LIMIT) throw new Error(`the answer is larger than ${LIMIT} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Fetch §6.4: these statuses have none, and `Response` insists. */
function hasBody(status: number): boolean {
  return ![101, 103, 204, 205, 304].includes(status);
}
