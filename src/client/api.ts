import { OPERATIONS, type ManagementApi } from './api.generated.js';
import type { Credential } from './auth-modes.js';
import type { CallOptions, Calls, Content, Operation } from './calls.js';
import { LatchkeyError } from './latchkey-error.js';

/** `METHOD /path/below/the/instance`; a name in braces is a member of the input. */
export type Route = `${'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;

declare const TYPES: unique symbol;

/** A route of another API of the platform, with the types of what goes in and comes out. */
export interface OperationOf<Input, Output> {
  readonly line: string;
  readonly [TYPES]?: (input: Input) => Output;
}

export type Operations = Readonly<Record<string, OperationOf<never, unknown>>>;

export type ApiOf<Extra> = {
  readonly [Name in keyof Extra]: Extra[Name] extends OperationOf<infer Input, infer Output>
    ? (input: Input, options?: CallOptions) => Promise<Output>
    : never;
};

export type Api<Extra> = ManagementApi & ApiOf<Extra>;

type Input = Readonly<Record<string, unknown>>;

const CREDENTIALS: Readonly<Record<string, Credential>> = { b: 'bearer', s: 'session', c: 'basic' };

/** For `createClient({ operations: { listTickets: operation<Filter, Ticket[]>('POST /api/v1/tickets') } })`. */
export function operation<Input = Record<string, unknown>, Output = unknown>(route: Route): OperationOf<Input, Output> {
  return { line: `${route} bs${route.startsWith('P') ? 'j' : ''}` };
}

/** A method for each operation; what the generated interface says of them comes from the same document as the table. */
export function bindOperations<Extra extends Operations>(calls: Calls, extra: Extra | undefined): Api<Extra> {
  const own = Object.entries(extra ?? {}).map(([name, { line }]) => [name, line] as const);
  const methods = [...Object.entries(OPERATIONS), ...own].map(([name, line]) => [name, bind(calls, name, line)]);
  return Object.fromEntries(methods) as Api<Extra>;
}

function bind(calls: Calls, name: string, line: string) {
  const [method = '', template = '', flags = ''] = line.split(' ');
  const accepts = new Set([...flags].flatMap((flag) => CREDENTIALS[flag] ?? []));
  return async (input: Input = {}, options?: CallOptions): Promise<unknown> => {
    const { path, rest } = fillPath(template, input, `api.${name}`);
    const operation: Operation = { name: `api.${name}`, method, path, accepts };
    return (await calls.call(operation, contentOf(rest, flags.includes('j')), options)).body;
  };
}

export async function request(
  calls: Calls,
  { route, content }: { readonly route: Route; readonly content?: Content },
  options?: CallOptions,
): Promise<unknown> {
  const [method = '', path = ''] = route.split(' ');
  const accepts = new Set(['bearer', 'session'] as const);
  return (await calls.call({ name: route, method, path, accepts }, content, options)).body;
}

function contentOf(rest: Input, hasBody: boolean): Content {
  return hasBody ? { json: rest } : { query: rest };
}

/** @throws LatchkeyError `missing_parameter` */
function fillPath(template: string, input: Input, name: string): { readonly path: string; readonly rest: Input } {
  const rest = { ...input };
  const path = template.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const given = rest[parameter];
    const value = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
    // A dot or two would lead to another path.
    if (/^\.{0,2}$/.test(value)) {
      throw new LatchkeyError({ code: 'missing_parameter', description: `${parameter} is needed`, operation: name });
    }
    delete rest[parameter];
    return encodeURIComponent(value);
  });
  return { path, rest };
}
