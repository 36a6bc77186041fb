import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** Where requests may go whose address somebody else has chosen. */
export interface OutboundPolicy {
  readonly allowsHttp: boolean;
  /** Addresses of this machine and its network too. */
  readonly allowsPrivate: boolean;
}

/**
 * What the URL would have to be, where it is not. What its host name resolves to is looked at when it is connected to
 * (`publicOnly`): it may be another address by then.
 */
export function outboundProblem(url: URL, policy: OutboundPolicy): string | undefined {
  const isSchemeAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && policy.allowsHttp);
  if (!isSchemeAllowed) return 'an https URL';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'a URL without user and fragment';
  const literal = addressIn(url);
  const isRefused = literal !== undefined && !policy.allowsPrivate && !isPublicAddress(literal);
  return isRefused ? 'at a public address' : undefined;
}

/** The address where the host is one: nothing is resolved then. */
function addressIn({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}
