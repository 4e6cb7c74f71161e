import type { Schema } from './schema.js';

/** Whether a text may declare tables or unique indexes in SQL. */
export function mayDeclareSql(text: string): boolean {
  return /\b(create\s+(table|unique)|alter\s+table)\b/i.test(text);
}

/** What a name in SQL may stand in, and the schema before it. */
const NAME = '(?:["`\\[]?\\w+["`\\]]?\\s*\\.\\s*)?["`\\[]?(\\w+)["`\\]]?';

const TABLE = new RegExp(`\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?${NAME}\\s*\\(`, 'gi');

const INDEX = new RegExp(
  `\\bcreate\\s+unique\\s+(?:(?:non)?clustered\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(?:${NAME}\\s+)?on\\s+(?:only\\s+)?${NAME}\\s*(?:using\\s+\\w+\\s*)?\\(`,
  'gi',
);

const ALTERED = new RegExp(
  `\\balter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?${NAME}([^;]*)`,
  'gi',
);

const ADDED =
  /\badd\s+(?:constraint\s+\S+\s+)?(?:unique|primary\s+key)\b(?:\s+(?:key|index))?(?:\s+["`\w]+)?\s*\(/gi;

/** `UNIQUE (a, b)` among the columns of a table. */
const TOGETHER =
  /^(?:constraint\s+\S+\s+)?(?:unique|primary\s+key)\b(?:\s+(?:key|index))?(?:\s+["`\w]+)?(?:\s+using\s+\w+)?\s*\(/i;

const NO_COLUMN = /^(constraint|key|index|foreign|check|exclude|fulltext|spatial|like)\b/i;

/** Where a migration begins to say how it is taken back. */
const TAKEN_BACK = /^\s*--.*\bdown\b|\bdown\s*[(=:]/im;

const DROPPED =
  /\bdrop\s+(?:index|constraint)\s+(?:concurrently\s+)?(?:if\s+exists\s+)?["`]?(\w+)/gi;

/**
 * Adds the tables that a text in SQL declares, statements or a migration that has them in its
 * strings: `email text UNIQUE`, `UNIQUE (list_id, position)`, `CREATE UNIQUE INDEX … ON users (email)`.
 */
export function addSqlTables(schema: Schema, text: string): void {
  const sql = statementsIn(text);
  for (const match of sql.matchAll(TABLE)) {
    const parts = partsAt(sql, match.index + match[0].length);
    schema.add(match[1] ?? '', { unique: parts.flatMap(uniqueOfPart), isVersioned: false });
  }
  const dropped = new Map([...sql.matchAll(DROPPED)].map(({ 1: name, index }) => [name, index]));
  for (const match of sql.matchAll(INDEX)) {
    if ((dropped.get(match[1]) ?? 0) > match.index) continue;
    addUnique(schema, match[2], columnsAt(sql, match.index + match[0].length));
  }
  for (const [, table, changes = ''] of sql.matchAll(ALTERED)) {
    for (const match of changes.matchAll(ADDED)) {
      addUnique(schema, table, columnsAt(changes, match.index + match[0].length));
    }
  }
}

/** The text without comments, and without what takes it back. */
function statementsIn(text: string): string {
  const end = TAKEN_BACK.exec(text)?.index;
  // In a string of JavaScript the quotes of names are escaped.
  return text.slice(0, end).replaceAll('\\', '').replace(/--.*$/gm, '');
}

function addUnique(schema: Schema, table = '', columns: readonly string[]): void {
  schema.add(table, { unique: [columns], isVersioned: false });
}

/** The sets that one part of a table's declaration makes unique. */
function uniqueOfPart(part: string): string[][] {
  const together = TOGETHER.exec(part);
  if (together) return [columnsAt(part, together[0].length)];
  const [, column] = new RegExp(`^${NAME}`).exec(part) ?? [];
  const isUnique = !NO_COLUMN.test(part) && /\b(unique|primary\s+key)\b/i.test(part);
  return column !== undefined && isUnique ? [[column]] : [];
}

/** `a` and `b` of `"a", lower(b) DESC)` */
function columnsAt(text: string, start: number): string[] {
  return partsAt(text, start).flatMap((part) => {
    const inner = /\(\s*["`]?(\w+)/.exec(part)?.[1] ?? /^\W*(\w+)/.exec(part)?.[1];
    return inner === undefined ? [] : [inner];
  });
}

/** What commas divide from an opening parenthesis to the one that closes it. */
function partsAt(text: string, start: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '(') depth += 1;
    if (sign === ')' && (depth -= 1) < 0) return [...parts, text.slice(from, at).trim()];
    if (sign !== ',' || depth > 0) continue;
    parts.push(text.slice(from, at).trim());
    from = at + 1;
  }
  return [];
}
