const MAXIMUM_DEPTH = 20;

/** In text that is JSON already: a string, or one of the characters that give it its structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses text that must be one JSON object without repeated member names, nested at most 20 deep; else undefined.
 * Two readers may take different ones of two members with one name, so that what was checked is not what is used (RFC 8725 §2.4,
 * RFC 7519 §4).
 */
export function parseStrictJson(text: string): JsonObject | undefined {
  const value = parse(text);
  return isObject(value) && isUnambiguous(text) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One pass over the tokens. Each open object or array has the set of the names that it has had; an array's stays empty. */
function isUnambiguous(json: string): boolean {
  const open: Set<string>[] = [];
  let previous = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (open.length > MAXIMUM_DEPTH || (token === ':' && !addName(open.at(-1), previous))) return false;
    previous = token;
  }
  return true;
}

/** Names are compared unescaped: `"\u0061"` is `"a"`. */
function addName(names: Set<string> | undefined, literal: string): boolean {
  const name = String(JSON.parse(literal));
  if (names === undefined || names.has(name)) return false;
  names.add(name);
  return true;
}
