import { LatchkeyError } from './latchkey-error.js';

/** Where an instance is: `https://login.example/demo`, or its two parts. */
export type Platform = string | URL | { readonly origin: string; readonly instance: string };

export interface PlatformAddress {
  readonly origin: string;
  readonly instance: string;
  /** `{origin}/{instance}`, without a slash at its end. */
  readonly base: string;
}

/** @throws LatchkeyError `not_configured` where it is no http(s) URL with exactly one segment */
export function parsePlatform(platform: Platform): PlatformAddress {
  const text = typeof platform === 'string' || platform instanceof URL ? String(platform) : joined(platform);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const instance = /^\/([^/]+)\/?$/.exec(url?.pathname ?? '')?.[1];
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && !/[?#]/.test(text) && url.username === '';
  if (!isPlain || instance === undefined) {
    throw new LatchkeyError({
      code: 'not_configured',
      description: 'platform must be like https://host/instance, one segment and no more',
    });
  }
  return { origin: url.origin, instance, base: `${url.origin}/${instance}` };
}

function joined({ origin, instance }: { readonly origin: string; readonly instance: string }): string {
  return `${origin.replace(/\/$/, '')}/${instance}`;
}
