// Writes src/client/api.generated.ts, the typed methods of the client, from docs/openapi.json; with --check tells whether it still does.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

const top = fileURLToPath(new URL('..', import.meta.url));
const target = join(top, 'src/client/api.generated.ts');
const PREFIX = '/{instance}/api/';

/** Names that the rule below would not find. A line that names no route any more fails. */
const NAMES = {
  'delete sessions': 'endOtherSessions',
  'delete sessions/{id}': 'endSession',
  'delete organizations/{id}/memberships/me': 'leaveOrganization',
  'delete api-keys/{id}': 'revokeApiKey',
  'delete organizations/{id}/api-keys/{keyId}': 'revokeOrganizationApiKey',
  'post api-keys/verify/batch': 'verifyApiKeys',
  'post users/me/password': 'changeMyPassword',
  'post users/me/email': 'changeMyEmail',
  'post users/me/second-factor/backup-codes': 'renewMyBackupCodes',
  'get users/profile': 'getProfile',
  'patch users/profile': 'updateProfile',
  'patch users/password': 'updatePassword',
};

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const { paths, components } = JSON.parse(readFileSync(join(top, 'docs/openapi.json'), 'utf8'));
/** What a POST does where its last segment begins with one of them; with anything else there it creates that. */
const ACTIONS = new Set(
  (
    'accept activate approve cancel confirm decline disable enable end forgot link login logout refresh register reject replay resend ' +
    'reset restore revoke rotate start suspend test transfer unlink verify'
  ).split(' '),
);

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const pascal = (words) =>
  words
    .split(/[^A-Za-z0-9]+/)
    .map(capital)
    .join('');
const isPlural = (word) => /[^s]s$/.test(word);
const singular = (word) => word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
const isParameter = (segment) => segment.startsWith('{');

/** `GET x/{id}` gets an X, `GET xs` lists Xs, `POST xs` creates an X, `POST xs/{id}/rotate-secret` rotates the Secret of an X. */
const nameOf = (method, path) => {
  const given = NAMES[`${method} ${path}`];
  if (given !== undefined) return given;
  const segments = path
    .replace(/^users\/me\b/, 'my')
    .replace(/^auth\//, '')
    .split('/');
  const last = segments.at(-1);
  if (segments.length === 1 && last === 'my') return `${VERBS[method]}Me`;
  const nouns = segments.filter((segment) => !isParameter(segment));
  if (method === 'post' && ACTIONS.has(last.split('-')[0])) {
    const [verb, ...object] = nouns.pop().split('-');
    return verb + nouns.map((noun) => pascal(singular(noun))).join('') + object.map(capital).join('');
  }
  const isList = method === 'get' && isPlural(last);
  const words = nouns.map((noun, index) => pascal(isList && index === nouns.length - 1 ? noun : singular(noun)));
  return (isList ? 'list' : VERBS[method]) + words.join('');
};
const VERBS = { get: 'get', post: 'create', put: 'set', patch: 'update', delete: 'delete' };

const reached = new Map();
const typeName = (reference) => {
  const schema = reference.replace('#/components/schemas/', '');
  const name = schema.replace(/Dto$/, '');
  if (reached.get(name) === undefined) reached.set(name, schema);
  if (reached.get(name) !== schema) fail(`two schemas would be called ${name}: ${schema}, ${reached.get(name)}`);
  return name;
};

const comment = (text) =>
  text
    ? `/** ${text
        .replaceAll('*/', '* /')
        .replace(/\s*\n\s*/g, ' ')
        .trim()} */\n`
    : '';

const typeOf = (schema) => {
  if (schema === undefined) return 'unknown';
  if (schema.$ref) return typeName(schema.$ref);
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((choice) => `(${typeOf(choice)})`).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return nullable(schema, schema.enum.map((value) => JSON.stringify(value)).join(' | '));
  const types = [schema.type ?? 'unknown'].flat();
  return nullable(schema, types.map((type) => typeOfKind(type, schema)).join(' | '));
};
const nullable = (schema, type) => (schema.nullable && !/\bnull\b/.test(type) ? `${type} | null` : type);

const typeOfKind = (type, schema) => {
  if (type === 'array') return `readonly (${typeOf(schema.items)})[]`;
  if (type === 'integer') return 'number';
  if (type === 'object') return objectOf(schema);
  return ['string', 'number', 'boolean', 'null'].includes(type) ? type : 'unknown';
};

const objectOf = ({ properties, required = [], additionalProperties }) => {
  if (!properties) {
    return `Readonly<Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>>`;
  }
  return membersOf(properties, new Set(required));
};

const membersOf = (properties, required) => {
  const members = Object.entries(properties).map(([name, schema]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return `${comment(schema.description)}readonly ${key}${required.has(name) ? '' : '?'}: ${typeOf(schema)};`;
  });
  return `{\n${members.join('\n')}\n}`;
};

const jsonOf = (content = {}) => {
  const type = Object.keys(content).find((name) => /^application\/(?:.+\+)?json$/.test(name));
  return type === undefined ? undefined : content[type].schema;
};

const inputOf = ({ parameters = [], requestBody }, where) => {
  const own = parameters.filter(
    (parameter) => parameter.name !== 'instance' && ['path', 'query'].includes(parameter.in),
  );
  const body = jsonOf(requestBody?.content);
  const hasQuery = own.some((parameter) => parameter.in === 'query');
  if (body && hasQuery) fail(`${where} takes a query and a body: the client would not know which a member belongs to`);
  if (requestBody && !body) fail(`${where} takes a body that is not JSON`);
  const clash = own.find(({ name }) => propertiesOf(body).has(name));
  if (clash) fail(`${where} has ${clash.name} in its path and in its body`);
  const required = new Set(own.filter((parameter) => parameter.required).map(({ name }) => name));
  const properties = Object.fromEntries(own.map(({ name, schema, description }) => [name, { ...schema, description }]));
  const parts = [own.length > 0 && membersOf(properties, required), body && typeOf(body)].filter(Boolean);
  const isOptional = required.size === 0 && (!body || requiredOf(body).length === 0);
  return { type: parts.join(' & ') || 'Readonly<Record<string, never>>', isOptional, hasBody: body !== undefined };
};
const resolved = (schema) => (schema?.$ref ? components.schemas[schema.$ref.split('/').at(-1)] : schema);
const propertiesOf = (schema) => new Set(Object.keys(resolved(schema)?.properties ?? {}));
const requiredOf = (schema) => resolved(schema)?.required ?? [];

const CREDENTIALS = { token: 'b', person: 'b', session: 's', client: 'c' };
const flagsOf = ({ security = [] }, hasBody) => {
  const kinds = security
    .flatMap((entry) => Object.keys(entry))
    .map((name) => CREDENTIALS[name] ?? fail(`who is ${name}?`));
  return [...new Set(kinds)].sort().join('') + (hasBody ? 'j' : '');
};

/** What the first success answers: a page, a picture or a redirect is nothing for a program. */
const outputOf = ({ responses }) => {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  if (!success) return undefined;
  const schema = jsonOf(success.content);
  if (schema) return typeOf(schema);
  return Object.keys(success.content ?? {}).length === 0 ? 'null' : undefined;
};

const operations = Object.entries(paths)
  .filter(([path]) => path.startsWith(PREFIX) && !/^v\d/.test(path.slice(PREFIX.length)))
  .flatMap(([path, item]) =>
    Object.keys(VERBS).flatMap((method) => (item[method] ? [[method, path, item[method]]] : [])),
  )
  .flatMap(([method, path, operation]) => {
    const output = outputOf(operation);
    const route = path.slice(PREFIX.length);
    if (output === undefined) return [];
    const input = inputOf(operation, `${method} ${route}`);
    const line = `${method.toUpperCase()} /api/${route} ${flagsOf(operation, input.hasBody)}`.trim();
    return [
      { name: nameOf(method, route), line, input, output, summary: operation.summary, route: `${method} ${route}` },
    ];
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const clash = operations.find(({ name }, index) => operations[index + 1]?.name === name);
if (clash) {
  const both = operations.filter(({ name }) => name === clash.name).map(({ line }) => line);
  fail(`two operations would be called ${clash.name}: ${both.join(', ')}; give one a name in NAMES`);
}
const odd = operations.find(({ name }) => !/^[a-z][A-Za-z0-9]*$/.test(name));
if (odd) fail(`${odd.line} would be called ${odd.name}; give it a name in NAMES`);
const unused = Object.keys(NAMES).find((route) => !operations.some((operation) => operation.route === route));
if (unused) fail(`NAMES speaks of ${unused}, which there is not`);

const methods = operations.map(
  ({ name, input, output, summary }) =>
    `${comment(summary)}${name}(input${input.isOptional ? '?' : ''}: ${input.type}, options?: CallOptions): Promise<${output}>;`,
);

const declarations = () => {
  const written = new Map();
  for (let next; (next = [...reached].find(([name]) => !written.has(name)));) {
    const [name, schemaName] = next;
    const schema = components.schemas[schemaName];
    const isObject = schema.type === 'object' && schema.properties && Object.keys(schema.properties).length > 0;
    const text = isObject ? `export interface ${name} ${typeOf(schema)}` : `export type ${name} = ${typeOf(schema)};`;
    written.set(name, comment(schema.description) + text);
  }
  return [...written].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
};

const source = [
  '// Written by `npm run client:api` from docs/openapi.json; do not edit.',
  "import type { CallOptions } from './calls.js';",
  '/** The management API, `/{instance}/api`: path parameters, query and body are members of one input. */',
  `export interface ManagementApi {\n${methods.join('\n\n')}\n}`,
  '/** Method, path, and what may authenticate it: b a bearer token, s the session, c the client; j: it takes JSON. */',
  `export const OPERATIONS = {\n${operations.map(({ name, line }) => `${name}: '${line}',`).join('\n')}\n};`,
  ...declarations(),
].join('\n\n');
const options = await prettier.resolveConfig(target);
const current = await prettier.format(source, { ...options, filepath: target });

const committed = () => {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return '';
  }
};
if (!process.argv.includes('--check')) {
  writeFileSync(target, current);
  console.log(`src/client/api.generated.ts: ${operations.length} operations`);
} else if (current === committed()) {
  console.log('src/client/api.generated.ts is what docs/openapi.json says');
} else {
  fail('src/client/api.generated.ts is not what docs/openapi.json says: run `npm run client:api` and commit it');
}
