/** What `HTTPS_ONLY` may name. */
export const HTTPS_ONLY_SURFACES = ['none', 'all', 'oauth2', 'instances', 'oauth', 'api', 'pages'] as const;
export type HttpsOnlySurface = (typeof HTTPS_ONLY_SURFACES)[number];

/** Where the routes of a surface begin, as they are registered; the first match decides, and what nothing matches is a page. */
const BEGINNINGS: readonly (readonly [beginning: string, surface: HttpsOnlySurface])[] = [
  ['/oauth2/', 'oauth2'],
  ['/:instance/oauth2/v1/', 'instances'],
  ['/.well-known/', 'instances'],
  ['/:instance/auth/v1/', 'instances'],
  ['/oauth/', 'oauth'],
  ['/api/', 'api'],
  ['/:instance/api/', 'api'],
];

/** Probes come from the machine itself, without TLS. */
const HEALTH = '/health/';

/** Whether a route is closed to plain HTTP. `pattern` is the route as it is registered, so that no spelling of a path gets around it. */
export function needsHttps(pattern: string, surfaces: ReadonlySet<HttpsOnlySurface>): boolean {
  const route = `${pattern}/`;
  if (route.startsWith(HEALTH)) return false;
  const [, surface] = BEGINNINGS.find(([beginning]) => route.startsWith(beginning)) ?? [];
  return surfaces.has('all') || surfaces.has(surface ?? 'pages');
}
