import { sha256 } from '../../../core/secret-format.js';
import type { HttpReply, RequestContext } from '../../../platform/index.js';

interface Cacheable {
  /** What tells one answer from another. */
  readonly content: string;
  /** Seconds that anyone may keep it. */
  readonly maxAge: number;
}

/** Writes what caches need, and whether the caller has this answer already (RFC 9110 §13.1.2, weakly compared). */
export function isUnchanged(context: RequestContext, reply: HttpReply, { content, maxAge }: Cacheable): boolean {
  const tag = `"${sha256(content)}"`;
  reply.header('cache-control', `public, max-age=${maxAge}`).header('etag', tag);
  const named = (context.headers['if-none-match'] ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  if (!named.includes(tag) && !named.includes('*')) return false;
  reply.status(304);
  return true;
}
