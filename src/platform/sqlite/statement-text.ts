import { LRUCache } from 'lru-cache';

/** What must be known of a statement before it runs. */
export interface StatementText {
  /** With SQLite's numbered placeholders. */
  readonly sql: string;
  /** Whether it only reads. */
  readonly reads: boolean;
  readonly returnsRows: boolean;
  /** Whether it is worth keeping prepared: it recurs, and does not change the schema. */
  readonly recurs: boolean;
}

const MAXIMUM = 1_000;
const READS = /^\s*(?:select|explain)\b|^\s*pragma\s+"?\w+"?\s*(?:\(|;?\s*$)/i;
const WITH = /^\s*with\b/i;
const WRITES = /\b(?:insert|update|delete|replace)\b/i;
const RETURNS_ROWS = /^\s*(?:select|with|pragma|explain)\b|\breturning\b/i;
const RECURS = /^\s*(?:select|with|insert|update|delete|replace|begin|commit|rollback|savepoint|release)\b/i;
const QUOTED_OR_PLACEHOLDER = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\d+)/g;

const texts = new LRUCache<string, StatementText>({ max: MAXIMUM });

export function statementText(sql: string): StatementText {
  const known = texts.get(sql);
  if (known) return known;
  const text = analyse(sql);
  texts.set(sql, text);
  return text;
}

function analyse(sql: string): StatementText {
  return {
    sql: numbered(sql),
    reads: READS.test(sql) || (WITH.test(sql) && !WRITES.test(sql)),
    returnsRows: RETURNS_ROWS.test(sql),
    recurs: RECURS.test(sql),
  };
}

/** SQLite takes `$1` for a name and counts names by first appearance; `?1` is the number that PostgreSQL means. */
function numbered(sql: string): string {
  return sql.replace(QUOTED_OR_PLACEHOLDER, (match, number: string | undefined) => (number ? `?${number}` : match));
}
