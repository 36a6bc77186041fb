export interface Route {
  readonly method: string;
  /** As registered: `/:instance/oauth2/v1/token`, `/assets/*`. */
  readonly path: string;
}

/** Which methods a path answers to. Asked only when the router has found nothing, so it may take its time. */
export function allowedMethods(routes: readonly Route[], path: string): readonly string[] {
  const methods = new Set(
    routes.filter((route) => matches(route.path, path)).map(({ method }) => method.toUpperCase()),
  );
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}

/** Segment by segment, without a regular expression: the path is the caller's. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  const wildcard = wanted.findIndex((segment) => segment.startsWith('*') || segment.startsWith('{*'));
  // A route for everything is the framework's own fallback and says nothing of a path.
  if (wildcard === 1) return false;
  if (wildcard < 0 ? wanted.length !== given.length : given.length < wildcard) return false;
  const fixed = wildcard < 0 ? wanted : wanted.slice(0, wildcard);
  return fixed.every((segment, index) => (segment.startsWith(':') ? given[index] !== '' : segment === given[index]));
}
