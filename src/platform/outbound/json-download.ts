import http from 'node:http';
import https from 'node:https';
import { type OutboundPolicy, outboundProblem } from './outbound-url.js';
import { publicOnly } from './public-lookup.js';

/** Milliseconds for all of it: name, connection, handshake, answer to the last byte. */
const TIMEOUT = 2_400;
/** Bytes. */
const LIMIT = 65_536;

/**
 * What one GET of a URL that somebody else has chosen answers, parsed as JSON. No redirect is followed, and the address is judged
 * where it is connected to, so that a name can not mean one thing when registered and another when fetched.
 * @throws Error for everything but a 200 with JSON, in time and within the limit
 */
export async function downloadJson(url: string, policy: OutboundPolicy): Promise<unknown> {
  const problem = outboundProblem(new URL(url), policy);
  if (problem) throw new Error(`the URL must be ${problem}`);
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await respond(url, { signal, lookup: policy.allowsPrivate ? undefined : publicOnly });
  try {
    if (response.statusCode !== 200) throw new Error(`the answer has the status ${response.statusCode}`);
    return JSON.parse(await read(response)) as unknown;
  } finally {
    response.destroy();
  }
}

function respond(url: string, options: Pick<https.RequestOptions, 'signal' | 'lookup'>): Promise<http.IncomingMessage> {
  const headers = { accept: 'application/jwk-set+json, application/json', 'user-agent': 'Latchkey/1' };
  return new Promise((resolve, reject) => {
    const get = url.startsWith('https:') ? https.get : http.get;
    // A connection of its own each time: a kept one would go to an address that was judged for somebody else's name.
    get(url, { ...options, headers, agent: false }, resolve).on('error', reject);
  });
}

async function read(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LIMIT) throw new Error(`the answer is larger than ${LIMIT} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
