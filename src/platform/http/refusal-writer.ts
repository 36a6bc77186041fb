import type { ServerResponse } from 'node:http';
import type { ArgumentsHost } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import type { AuthError } from '../../core/errors.js';
import type { NativeReply } from './http-reply.js';
import type { RequestContext } from './request-context.js';
import { contextOf } from './request-context.js';
import { challengeOf, realmOf } from './www-authenticate.js';

type ErrorReply = NativeReply & { send(body: Buffer): unknown } & (ServerResponse | { readonly raw: ServerResponse });

export interface RefusalBody {
  /** Where a surface promises another one than the code's own. */
  readonly status?: number;
  readonly mediaType: string;
  /** An object is sent as JSON, a text as it is. */
  readonly body: object | string;
}

const logger = new Logger('Http');

/** What every rendering of a refusal shares: log line, status, challenge, `Retry-After`, `X-Request-Id`, and no caching. */
export function writeRefusal(
  host: ArgumentsHost,
  refusal: AuthError,
  render: (context: RequestContext) => RefusalBody,
): void {
  const request = host.switchToHttp().getRequest<object>();
  const reply = host.switchToHttp().getResponse<ErrorReply>();
  const context = contextOf(request);
  logRefusal(refusal, context);
  // The head is out already (a stream broke): whatever is written now would be taken for content.
  if (('raw' in reply ? reply.raw : reply).headersSent) return;
  const { mediaType, body, status = refusal.status } = render(context);
  reply.status(status);
  for (const [name, value] of headersOf(refusal, realmOf(request))) reply.header(name, value);
  reply.header('x-request-id', context.requestId);
  reply.header('content-type', mediaType);
  // As bytes: Express would add a charset to a text, which neither media type has.
  reply.send(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
}

function headersOf(refusal: AuthError, realm: string): [string, string][] {
  const headers: [string, string][] = [['cache-control', 'no-store']];
  const challenge = challengeOf(refusal, realm);
  if (challenge !== undefined) headers.push(['www-authenticate', challenge]);
  if (refusal.detail.retryAfter !== undefined)
    headers.push(['retry-after', String(Math.ceil(refusal.detail.retryAfter))]);
  return headers;
}

/** Causes go here and nowhere else. A refusal of the caller is everyday business: only its code, at debug level. */
function logRefusal(refusal: AuthError, { requestId }: RequestContext): void {
  const record = { message: refusal.description, refusal: refusal.code, requestId, cause: refusal.detail.cause };
  if (refusal.status >= 500) logger.error(record);
  else logger.debug(record);
}
