/** A host source that lets in one origin, and holds nothing that could end the directive or widen it. */
const IMAGE_SOURCE = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/;
const FORM_SOURCE = /^https?:\/\/[^\s;,'"]+$|^[a-z][a-z0-9+.-]*:$/; // nothing that could end the directive

/** On every answer; a handler may set another Cache-Control. */
export function securityHeaders(publicUrl: string): readonly (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cache-control', 'no-store'],
  ];
  // RFC 6797 §7.2: only where the service is reached over TLS.
  if (publicUrl.startsWith('https:')) headers.push(['strict-transport-security', 'max-age=63072000']);
  return headers;
}

/** What a page may do beside what all of them may. */
export interface PagePolicy {
  /** Origins or URLs beside our own to which a form of this page may lead, redirects included (CSP Level 3 §6.4.2). */
  readonly formAction?: readonly string[];
  /** The URL of the one image that is loaded from elsewhere; `isImageUrl`. */
  readonly image?: string;
}

/** Whether a page can show the image by this URL: over https, from an origin that a policy can name. */
export function isImageUrl(url: string): boolean {
  return URL.canParse(url) && IMAGE_SOURCE.test(new URL(url).origin);
}

/** On every page. Browsers apply form-action to the redirects after a form as well, so a page names where its form may end. */
export function pageSecurityHeaders({ formAction = [], image }: PagePolicy = {}): readonly (readonly [
  string,
  string,
])[] {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `img-src ${["'self'", 'data:', ...(image === undefined ? [] : [imageSource(image)])].join(' ')}`,
    "script-src 'self'",
    `form-action ${["'self'", ...formAction.map(formSource)].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return [
    ['content-security-policy', policy.join('; ')],
    ['x-frame-options', 'DENY'],
  ];
}

/**
 * The origin for http and https: a path is ignored after a redirect anyway (CSP Level 3 §6.7.2.6). The bare scheme for an app's own
 * (`com.example.app:`) and for IPv6 literals, which no host source can spell.
 */
function formSource(uri: string): string {
  const { protocol, origin, hostname } = new URL(uri);
  const hasOrigin = (protocol === 'https:' || protocol === 'http:') && !hostname.startsWith('[');
  const source = hasOrigin ? origin : protocol;
  if (!FORM_SOURCE.test(source)) throw new Error('a form can not lead there');
  return source;
}

function imageSource(url: string): string {
  if (!isImageUrl(url)) throw new Error('an image can not come from there');
  return new URL(url).origin;
}
