import type { CustomFetch, FetchBody } from 'openid-client';
import { guardedFetch } from '../../platform/index.js';

/**
 * How a provider is asked. What it says of its own addresses (OpenID Connect Discovery) is believed only for the public internet;
 * the operator's own word, for exactly the origins that are configured, may lead anywhere.
 */
export function providerFetch(configured: readonly string[]): CustomFetch {
  const origins = new Set(configured.map((url) => new URL(url).origin));
  return (url, { method, headers, body }) => {
    const isConfigured = origins.has(new URL(url).origin);
    const request = { method, headers, body: textOf(body) };
    return guardedFetch(url, request, { allowsHttp: isConfigured, allowsPrivate: isConfigured });
  };
}

function textOf(body: FetchBody): string | undefined {
  if (body instanceof URLSearchParams) return body.toString();
  return typeof body === 'string' ? body : undefined;
}
