const ON_ONE_LINE = 2;

/**
 * `{ used: row.used }`, with a line for each of more columns, as `reindent` takes it.
 */
export function columnList(names: readonly string[], entity: string): string {
  const columns = names.map((name) => `${name}: ${entity}.${name}`);
  if (names.length <= ON_ONE_LINE) return `{ ${columns.join(', ')} }`;
  return `{${columns.map((column) => `\n\t${column},`).join('')}\n}`;
}
