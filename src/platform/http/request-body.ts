import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { AuthError, invalidRequest } from '../../core/errors.js';
import { parseJsonBody } from './json-body.js';

/** RFC 9110 §8.3.1, strictly: no other parameter than the one charset there is. What comes close is not guessed at. */
const MEDIA_TYPE =
  /^application\/(json|x-www-form-urlencoded)[ \t]{0,8}(?:;[ \t]{0,8}charset=(?:utf-8|"utf-8")[ \t]{0,8})?$/i;
/** Milliseconds in which the rest of a refused body is read away, so that the caller gets to see the answer before the socket closes. */
const LINGER = 1_000;

/**
 * The body of a request: a JSON object, a form as its raw text (so that its reader sees repeated names), or `undefined` when
 * it is empty. Throws 415 for other media types and any content encoding, 413 beyond the limit (bytes), 400 for what is malformed.
 */
export async function parseBody(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!hasBody(request)) return undefined;
  try {
    const subtype = subtypeOf(request);
    const bytes = await readBytes(request, limit);
    if (bytes.length === 0) return undefined;
    const text = decode(bytes);
    return subtype === 'json' ? parseJsonBody(text) : text;
  } catch (error) {
    dismiss(request);
    throw error;
  }
}

/** An empty body without a type asks for no parser; an empty one of a wrong type is refused like any other. */
function hasBody({ headers }: IncomingMessage): boolean {
  if (headers['content-type'] !== undefined || headers['transfer-encoding'] !== undefined) return true;
  return headers['content-length'] !== undefined && headers['content-length'] !== '0';
}

function subtypeOf({ headers }: IncomingMessage): string {
  const subtype = MEDIA_TYPE.exec(headers['content-type'] ?? '')?.[1];
  if (subtype === undefined)
    throw unsupported('the body must be application/json or application/x-www-form-urlencoded, in UTF-8');
  const encoding = headers['content-encoding']?.toLowerCase();
  if (encoding !== undefined && encoding !== 'identity') throw unsupported('the body must not be compressed');
  return subtype.toLowerCase();
}

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      request.off('data', collect);
      reject(tooLarge(limit));
    };
    request.on('data', collect);
    request.once('end', () =>
      resolve(chunks[0] !== undefined && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size)),
    );
    request.once('error', () => reject(invalidRequest('the body broke off')));
  });
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw invalidRequest('the body is not valid UTF-8');
  const text = bytes.toString('utf8');
  // RFC 8259 §8.1 lets a parser refuse the byte order mark; in a form it would hide in the first name.
  if (text.startsWith('\ufeff')) throw invalidRequest('the body starts with a byte order mark');
  return text;
}

/** Reads on without keeping anything, for a bounded time: an answer sent into a socket that is still being written to may be lost. */
function dismiss(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, LINGER).unref();
}

const unsupported = (description: string): AuthError => new AuthError('unsupported_media_type', description);
const tooLarge = (limit: number): AuthError =>
  new AuthError('payload_too_large', `the body is larger than ${limit} bytes`);
