/** What the document says of one body. */
export type Schema = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the components stand for the validator; `#/…` in the document means the document itself. */
export const DOCUMENT_ID = 'openapi';

const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties'];
const SINGLE = ['items', 'not', 'additionalProperties'];

/**
 * The schema of an OpenAPI 3.0 or 3.1 document as JSON Schema 2020-12, which knows no `nullable` and no boolean bounds
 * (OpenAPI 3.0.3 §4.7.24). Objects are closed: a member that the document does not name breaks the contract, unless the
 * schema says that there may be others. A part of an `allOf` stays open: only the whole can be closed.
 */
export function strictSchema(schema: unknown, isPart = false): unknown {
  if (!isRecord(schema)) return schema;
  const { nullable, ...rest } = bounded(schema);
  const converted = closed(mapParts(rest), isPart);
  return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted;
}

/** The components that stand beside others in an `allOf`, where only the whole can be closed. */
export function composedComponents(value: unknown): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...composedComponents(item)]));
  if (!isRecord(value)) return new Set();
  const parts = isComposition(value) ? value.allOf : [];
  const names = parts.flatMap((part) => (isRecord(part) && typeof part.$ref === 'string' ? [part.$ref] : []));
  return new Set([...names, ...Object.values(value).flatMap((item) => [...composedComponents(item)])]);
}

function isComposition(schema: Schema): schema is Schema & { readonly allOf: readonly unknown[] } {
  return Array.isArray(schema.allOf) && (schema.allOf.length > 1 || 'properties' in schema);
}

function bounded(schema: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...rest,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : defined({ minimum, exclusiveMinimum })),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : defined({ maximum, exclusiveMaximum })),
  };
}

function defined(bounds: Schema): Schema {
  return Object.fromEntries(Object.entries(bounds).filter(([, bound]) => typeof bound === 'number'));
}

function mapParts(schema: Schema): Schema {
  const isWhole = isComposition(schema);
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      mapPart(keyword, value, isWhole && keyword === 'allOf'),
    ]),
  );
}

function mapPart(keyword: string, value: unknown, isPart: boolean): unknown {
  if (keyword === '$ref' && typeof value === 'string') return value.replace(/^#/, `${DOCUMENT_ID}#`);
  if (LISTS.includes(keyword) && Array.isArray(value)) return value.map((item) => strictSchema(item, isPart));
  if (SINGLE.includes(keyword)) return strictSchema(value);
  if (!MAPS.includes(keyword) || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, strictSchema(member)]));
}

function closed(schema: Schema, isPart: boolean): Schema {
  const namesMembers = 'properties' in schema || isComposition(schema);
  const isOpen = 'additionalProperties' in schema || 'unevaluatedProperties' in schema;
  return !namesMembers || isPart || isOpen ? schema : { ...schema, unevaluatedProperties: false };
}
