import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorObject, type ValidateFunction, Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { DOCUMENT_ID, composedComponents, isRecord, strictSchema } from './openapi-schema.js';

/** One request and what came back, as a test saw it. */
export interface Exchange {
  readonly method: string;
  /** Of the request, from the host on; a query is ignored. */
  readonly path: string;
  readonly status: number;
  readonly contentType?: string | undefined;
  /** Parsed when it was JSON, else the text. */
  readonly body?: unknown;
}

type Node = Readonly<Record<string, unknown>>;

interface Route {
  readonly template: string;
  readonly pattern: RegExp;
  readonly operations: Node;
}

const DOCUMENT = join(__dirname, '../../docs/openapi.json');

/** Tells whether an exchange is what the OpenAPI document (3.0 or 3.1) promises: route, status, media type and body. */
export class OpenApiContract {
  private readonly routes: readonly Route[];
  private readonly ajv: Ajv2020;
  private readonly validators = new Map<unknown, ValidateFunction>();

  constructor(private readonly document: Node) {
    this.routes = Object.entries(node(document.paths))
      .map(([template, operations]) => ({ template, pattern: patternOf(template), operations: node(operations) }))
      .sort((a, b) => (rankOf(a.template) < rankOf(b.template) ? -1 : 1));
    this.ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
    formats.default(this.ajv);
    this.ajv.addSchema({ components: { schemas: strictComponents(document) } }, DOCUMENT_ID);
  }

  static load(path = DOCUMENT): OpenApiContract {
    return new OpenApiContract(node(JSON.parse(readFileSync(path, 'utf8'))));
  }

  /** A sentence that says how the exchange breaks the contract; undefined when it keeps it. */
  check(exchange: Exchange): string | undefined {
    const routes = this.routesOf(exchange.path);
    const operation = operationOf(routes, exchange.method);
    const breach = operation ? this.checkResponse(operation, exchange) : undocumented(routes, exchange);
    return breach && `${exchange.method.toUpperCase()} ${pathOf(exchange)} ${breach}`;
  }

  private routesOf(path: string): readonly Route[] {
    const [bare = ''] = path.split('?');
    return this.routes.filter(({ pattern }) => pattern.test(bare));
  }

  private checkResponse(operation: Node, exchange: Exchange): string | undefined {
    const responses = node(operation.responses);
    const response = responses[exchange.status] ?? responses[`${String(exchange.status)[0]}XX`] ?? responses.default;
    if (response === undefined) {
      return `answered ${exchange.status}, but only ${Object.keys(responses).join(', ')} is documented`;
    }
    return exchange.method.toUpperCase() === 'HEAD' ? undefined : this.checkBody(this.resolve(response), exchange);
  }

  /** A response may stand among the components and be named by a reference. */
  private resolve(response: unknown): Node {
    const { $ref } = node(response);
    if (typeof $ref !== 'string') return node(response);
    return node(
      $ref
        .split('/')
        .slice(1)
        .reduce<unknown>((at, name) => node(at)[name], this.document),
    );
  }

  private checkBody(response: Node, { status, contentType, body }: Exchange): string | undefined {
    const content = node(response.content);
    const isEmpty = body === undefined || body === '' || body === null;
    if (Object.keys(content).length === 0) return isEmpty ? undefined : `answered ${status} with an undocumented body`;
    const mediaType = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
    const documented = content[mediaType] ?? content[mediaType.replace(/\/.*/, '/*')] ?? content['*/*'];
    if (documented === undefined) {
      const given = mediaType === '' ? 'no media type' : mediaType;
      return `answered ${status} with ${given} where ${Object.keys(content).join(', ')} is documented`;
    }
    const errors = this.errorsOf(node(documented).schema, body);
    return errors && `answered ${status} with a body that is not as documented: ${errors}`;
  }

  private errorsOf(schema: unknown, body: unknown): string | undefined {
    if (schema === undefined) return undefined;
    const validate = this.validators.get(schema) ?? this.ajv.compile(node(strictSchema(schema)));
    this.validators.set(schema, validate);
    return validate(body) ? undefined : (validate.errors ?? []).map(sentenceOf).join('; ');
  }
}

function node(value: unknown): Node {
  return isRecord(value) ? value : {};
}

function strictComponents(document: Node): Node {
  const composed = composedComponents(document);
  const schemas = Object.entries(node(node(document.components).schemas));
  return Object.fromEntries(
    schemas.map(([name, schema]) => [name, strictSchema(schema, composed.has(`#/components/schemas/${name}`))]),
  );
}

function patternOf(template: string): RegExp {
  const source = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${source}/?$`);
}

/** Sorts a fixed segment before a parameter in its place (OpenAPI 3.1.1 §4.8.8.2). */
function rankOf(template: string): string {
  return template.replace(/\{[^}]+\}/g, '\uffff');
}

function operationOf(routes: readonly Route[], method: string): Node | undefined {
  const name = method.toLowerCase();
  const names = name === 'head' ? ['head', 'get'] : [name];
  const operations = routes.flatMap((route) => names.map((one) => route.operations[one]));
  return operations.find(isRecord);
}

/** What no route takes need not be documented, as long as it is refused as such. */
function undocumented(routes: readonly Route[], { method, status }: Exchange): string | undefined {
  if (status === 404 || status === 405) return undefined;
  if (method.toUpperCase() === 'OPTIONS') return undefined;
  return routes.length === 0 ? 'is not documented' : 'is documented for other methods only';
}

function pathOf({ path }: Exchange): string {
  return path.split('?')[0] ?? path;
}

function sentenceOf({ instancePath, message, params }: ErrorObject): string {
  const extra = 'unevaluatedProperty' in params ? ` (${String(params.unevaluatedProperty)})` : '';
  return `${instancePath || 'the body'} ${message ?? 'is wrong'}${extra}`;
}
