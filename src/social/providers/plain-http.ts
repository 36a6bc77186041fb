import { allowInsecureRequests, type Configuration } from 'openid-client';

/**
 * A provider without TLS is one that the operator has configured at such an address: in the own network, or for tests. The library
 * marks the function as deprecated so that it stands out; it stands here alone.
 */
export function plainHttp(url: string): readonly ((config: Configuration) => void)[] {
  return url.startsWith('http:') ? [allowInsecureRequests] : [];
}
