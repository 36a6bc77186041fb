import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly examples?: object }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

interface ApiDescription {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const text = readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8');
const { paths, tags } = JSON.parse(text) as ApiDescription;
const routes = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, name: `${method} ${path}`, operation })),
);

const without = (holds: (operation: Operation, path: string) => boolean): string[] =>
  routes.filter(({ operation, path }) => !holds(operation, path)).map(({ name }) => name);
const locksOf = (name: string): string[] =>
  (routes.find((route) => route.name === name)?.operation.security ?? []).flatMap(Object.keys).sort();

describe('every route in the explorer', () => {
  it('has a summary, and stands in one group that the document names', () => {
    expect(routes.length).toBeGreaterThan(50);
    expect(without(({ summary }) => (summary ?? '').length > 5)).toEqual([]);
    const known = new Set(tags.map(({ name }) => name));
    expect(without(({ tags: own = [] }) => own.length === 1 && own.every((name) => known.has(name)))).toEqual([]);
  });

  it('has a name of its own, and a field for each part of its path', () => {
    expect(new Set(routes.map(({ operation }) => operation.operationId)).size).toBe(routes.length);
    const isComplete = ({ parameters }: Operation, path: string): boolean => {
      const fields = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      return (
        (path.match(/\{\w+\}/g) ?? []).sort().join() ===
        fields
          .map((name) => `{${name}}`)
          .sort()
          .join()
      );
    };
    expect(without(isComplete)).toEqual([]);
  });

  it('says of each refusal what it is, in words', () => {
    const isSentence = (description: string): boolean => description.split(' ').length > 4;
    const refusalsOf = ({ responses }: Operation): string[] =>
      Object.entries(responses).flatMap(([status, { description }]) => (Number(status) < 400 ? [] : [description]));
    expect(routes.flatMap(({ operation }) => refusalsOf(operation)).length).toBeGreaterThan(100);
    expect(without((operation) => refusalsOf(operation).every(isSentence))).toEqual([]);
  });
});

describe('the locks', () => {
  it.each([
    ['get /{instance}/oauth2/v1/userinfo', ['person', 'session', 'token']],
    ['post /{instance}/oauth2/v1/token', ['client']],
    ['post /{instance}/oauth2/v1/introspect', ['client']],
    ['post /{instance}/oauth2/v1/revoke', ['client']],
    ['get /{instance}/api/sessions', ['session', 'token']],
    ['get /{instance}/account', ['session']],
    ['get /{instance}/oauth2/v1/jwks', []],
    ['get /health/ready', []],
  ])('%s: %j', (name, locks) => expect(locksOf(name)).toEqual(locks));
});

describe('the token request', () => {
  it('has an example of each grant', () => {
    const examples = paths['/{instance}/oauth2/v1/token']?.['post']?.requestBody?.content['application/json']?.examples;
    expect(Object.keys(examples ?? {}).sort()).toEqual([
      ...['authorization_code', 'client_credentials', 'device_code', 'refresh_token', 'token_exchange'],
    ]);
  });
});
