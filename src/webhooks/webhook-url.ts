import { isIP } from 'node:net';
import { invalidInput } from '../core/errors.js';
import type { Settings } from '../platform/index.js';
import { isPublicAddress } from './public-address.js';

export type WebhookPolicy = Pick<Settings, 'webhooksAllowHttp' | 'webhooksAllowPrivate'>;

const MAXIMUM_LENGTH = 2_048;

/**
 * The URL in its normal form. What its host name resolves to is looked at when it is called: it may be another address by then.
 * @throws invalid_input
 */
export function readWebhookUrl(text: string, policy: WebhookPolicy): string {
  const url = text.length <= MAXIMUM_LENGTH && URL.canParse(text) ? new URL(text) : undefined;
  const problem = url ? problemOf(url, policy) : 'an absolute URL';
  if (url && problem === undefined) return url.href;
  throw invalidInput('this is not a URL for webhooks', { fields: { url: `must be ${problem}` } });
}

/** What the URL would have to be, where it is not. */
export function problemOf(url: URL, policy: WebhookPolicy): string | undefined {
  const isSchemeAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && policy.webhooksAllowHttp);
  if (!isSchemeAllowed) return 'an https URL';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'a URL without user and fragment';
  const literal = addressIn(url);
  const isRefused = literal !== undefined && !policy.webhooksAllowPrivate && !isPublicAddress(literal);
  return isRefused ? 'at a public address' : undefined;
}

/** The address where the host is one: nothing is resolved then. */
function addressIn({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}
