import { invalidInput } from '../core/errors.js';
import { outboundProblem, type Settings } from '../platform/index.js';

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
export function problemOf(url: URL, { webhooksAllowHttp, webhooksAllowPrivate }: WebhookPolicy): string | undefined {
  return outboundProblem(url, { allowsHttp: webhooksAllowHttp, allowsPrivate: webhooksAllowPrivate });
}
