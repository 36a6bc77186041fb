import { STATUS_CODES } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Settings } from '../platform/index.js';
import { OPENID_SCOPES } from '../resources/index.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head'] as const;

const DESCRIPTION = `OAuth 2 / OpenID Connect, browser sessions and users, for people and organizations alike.

Every instance has its own issuer, \`/{instance}/oauth2/v1\`; \`/oauth2\` is the default instance, strictly by the RFCs.

**Try it**

1. As a person: **Authorize** → *person* → tick the scopes → sign in. Then *Try it out* on \`userinfo\`. Without the demo data, enter the
   id of a public client of yours that has \`/docs/oauth2-redirect.html\` of this server among its redirect URIs.
2. As a client: **Authorize** → *client* → its id and secret. Then *Try it out* on \`token\`, and on \`introspect\` with what came back.
3. With the cookie: sign in on the pages; the browser sends it to \`/{instance}/…\` by itself.

A refusal names a stable code, a sentence, and the \`requestId\` under which the log knows it.`;

const TAGS = {
  'OAuth 2': 'Tokens for apps: exchange, introspect, revoke',
  'OpenID Connect': 'Signing in through an app: authorize, userinfo, sign-out, discovery, keys',
  'Sign-in': 'The product’s own front end: an access token, and a refresh token in a cookie',
  Users: 'The own account',
  Organizations: 'Groups of people, who belongs to them, who is invited, and the apps that they have installed',
  Apps: 'What vendors publish: apps, their clients and secrets, the scopes that they may ask for',
  'API keys': 'Keys of people and organizations: make, rotate, revoke and check them',
  'Directory API': 'People, organizations and apps as Zaikio’s clients know them',
  'Zaikio OAuth': 'Authorization, tokens and devices as Zaikio’s clients know them',
  'ZeyOS Auth':
    'Tokens for name and password, and the session check; described on its own at `/{instance}/auth/v1/openapi.json`',
  Sessions: 'Where the caller is signed in',
  Instances: 'Isolated issuers, in the hands of operators',
  Pages: 'What people see; forms of plain HTML',
  Audit: 'What happened that matters to security, for operators',
  Operations: 'Health, metrics, and this description',
  Development: 'Mails that were kept instead of sent; not in production',
};

/** The OpenAPI document of all that this application serves. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const settings = app.get(Settings);
  const document = SwaggerModule.createDocument(app, outline(settings), { autoTagControllers: false });
  for (const [path, item] of Object.entries(document.paths)) finishPath(path, item, settings);
  leaveOptionalFieldsEmpty(document);
  return document;
}

function outline({ publicUrl, defaultInstance, sessionCookie }: Settings): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Latchkey')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(publicUrl)
    .addOAuth2(signIn(`${publicUrl}/${defaultInstance}/oauth2/v1`), 'person')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token, or an API key' }, 'token')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'The id and the secret of a client' }, 'client')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'E-mail address and password of a person' }, 'password')
    .addCookieAuth(sessionCookie, { type: 'apiKey', in: 'cookie', description: COOKIE }, 'session');
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  return builder.build();
}

const COOKIE = 'Sign in on the pages: the browser sends the cookie by itself, and nothing needs to be entered here';

function signIn(issuer: string) {
  const scopes = Object.fromEntries([...OPENID_SCOPES].map(([name, { en }]) => [name, en]));
  return {
    type: 'oauth2' as const,
    description: 'Sign in as a person (authorization code with PKCE). No secret: leave that field empty',
    flows: { authorizationCode: { authorizationUrl: `${issuer}/authorize`, tokenUrl: `${issuer}/token`, scopes } },
  };
}

/** What no decorator says: the parameters that pipes read from the path, and names that do not depend on how classes are called. */
function finishPath(path: string, item: PathItem, settings: Settings): void {
  for (const method of METHODS) {
    const operation = item[method];
    if (operation) Object.assign(operation, finished(operation, { path, method, settings }));
  }
}

function finished(
  { parameters = [], responses }: Operation,
  { path, method, settings }: { path: string; method: string; settings: Settings },
): Partial<Operation> {
  const known = new Set(parameters.map((parameter) => ('name' in parameter ? parameter.name : '')));
  const missing = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => (known.has(name) ? [] : [name]));
  for (const [status, response] of Object.entries(responses)) {
    if (response && 'description' in response) response.description ||= STATUS_CODES[status] ?? 'An answer';
  }
  return {
    operationId: camelCase(`${method} ${path === '/' ? 'root' : path}`),
    parameters: [...missing.map((name) => pathParameter(name, settings)), ...parameters],
  };
}

/** The explorer would fill every field of a form in with the word "string", and send it. */
function leaveOptionalFieldsEmpty({ paths, components }: OpenAPIObject): void {
  const operations = Object.values(paths).flatMap((item) => METHODS.map((method) => item[method]));
  const forms = new Set(operations.flatMap((operation) => formOf(operation) ?? []));
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
    if (forms.has(`#/components/schemas/${name}`)) leaveEmpty(schema);
  }
}

function formOf(operation: Operation | undefined): string | undefined {
  const body = operation?.requestBody;
  const schema = body && 'content' in body ? body.content['application/x-www-form-urlencoded']?.schema : undefined;
  return schema && '$ref' in schema ? schema.$ref : undefined;
}

function leaveEmpty(schema: Schema): void {
  if (!('properties' in schema)) return;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isBare = 'type' in property && property.type === 'string' && property.example === undefined;
    if (isBare && schema.required?.includes(name) !== true) property.example = '';
  }
}

function pathParameter(name: string, { defaultInstance }: Settings): NonNullable<Operation['parameters']>[number] {
  const isInstance = name === 'instance';
  const description = isInstance ? 'The issuer’s name' : 'As the list names it';
  const schema = { type: 'string' as const, ...(isInstance && { default: defaultInstance }) };
  return { name, in: 'path', required: true, description, schema };
}

function camelCase(words: string): string {
  const [first = '', ...others] = words.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
