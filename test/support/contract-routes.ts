import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One operation of the OpenAPI document. */
export interface ContractRoute {
  readonly method: string;
  /** `/{instance}/api/sessions/{id}` */
  readonly template: string;
  readonly statuses: readonly string[];
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** Every operation that the OpenAPI document promises, so that what is added later is tested without anyone thinking of it. */
export function contractRoutes(): readonly ContractRoute[] {
  const document = JSON.parse(readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8')) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
  };
  return Object.entries(document.paths).flatMap(([template, operations]) =>
    Object.entries(operations)
      .filter(([method]) => METHODS.has(method))
      .map(([method, { responses }]) => ({ method: method.toUpperCase(), template, statuses: Object.keys(responses) })),
  );
}

/** The path of a route, with an instance and something that looks like an id. */
export function pathOf(
  { template }: ContractRoute,
  instance = 'demo',
  id = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11',
): string {
  return template.replace('{instance}', instance).replace(/\{[^}]+\}/g, id);
}

/** Signing in comes before all of them, and signing out needs the token of it. */
const PROTECTED =
  /^\/(?:\{instance\}\/)?api\/(?!auth\/(?!logout))|^\/\{instance\}\/(?:account|api-keys|operator)|\/(?:userinfo|revocations)$/;

/** The directory has some for anyone, and none for cookies. */
const DIRECTORY = /^\/api\/v1\//;

/** Routes that want a session, a token or a client: those of the API, the account's pages and userinfo. */
export function isProtected({ template, statuses }: ContractRoute): boolean {
  return PROTECTED.test(template) && (!DIRECTORY.test(template) || statuses.includes('401'));
}

/** For tokens, or for clients that authenticate. */
const COOKIELESS = /\/userinfo$|\/auth\/logout$|\/api-keys\/verify/;

/** Whether a browser's cookie could be used to change something there. */
export function changesByCookie(route: ContractRoute): boolean {
  const isForCookies = !COOKIELESS.test(route.template) && !DIRECTORY.test(route.template);
  return isProtected(route) && route.method !== 'GET' && isForCookies;
}
