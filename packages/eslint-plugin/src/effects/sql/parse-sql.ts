import {
  parseFirst,
  type Expr,
  type SelectedColumn,
  type Statement as Parsed,
} from 'pgsql-ast-parser';

import { expressionFacts } from './expression-facts.js';
import type { Aggregate, ColumnSet, Statement } from './statement.js';

export const LOOKS_LIKE_SQL =
  /^\s*(select|insert|update|delete|with|begin|start\s+transaction|commit|rollback|set\s+transaction)\b/i;

const ISOLATION = /serializable|repeatable\s+read|read\s+(?:un)?committed|snapshot/i;

const parsed = new Map<string, Statement | undefined>();

/**
 * What the statement does; `undefined` when the text is no SQL that can be parsed.
 *
 * - **Cost:** parsed once for each text.
 */
export function parseSql(text: string): Statement | undefined {
  if (!parsed.has(text)) parsed.set(text, LOOKS_LIKE_SQL.test(text) ? tryParse(text) : undefined);
  return parsed.get(text);
}

function tryParse(text: string): Statement | undefined {
  try {
    const { sql, names } = numberNames(toPostgres(text));
    return { ...toStatement(parseFirst(sql), text), parameterNames: names };
  } catch {
    return undefined;
  }
}

/** Other dialects' quotes and placeholders, as PostgreSQL writes them. */
function toPostgres(text: string): string {
  let count = 0;
  return text
    .replaceAll('`', '"')
    .replace(/\?(\d*)(?!\?)/g, (_, given: string) => `$${given || (count += 1)}`)
    .replace(/start\s+transaction/i, 'begin');
}

/** Numbers in place of named parameters, outside of quotes and casts. */
function numberNames(text: string): { sql: string; names: string[] } {
  const names: string[] = [];
  const sql = text.replace(/'[^']*'|"[^"]*"|::\w+|[:@$]([a-z_]\w*)/gi, (all, name?: string) => {
    if (name === undefined) return all;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { sql, names };
}

const EMPTY: Statement = {
  kind: 'other',
  parameterNames: [],
  table: undefined,
  sets: [],
  where: [],
  compared: [],
  locksRows: false,
  isolation: '',
  handlesConflict: false,
  aggregates: [],
};

function toStatement(node: Parsed, text: string): Statement {
  switch (node.type) {
    case 'select':
      return {
        ...EMPTY,
        ...condition(node.where),
        kind: 'select',
        table: node.from?.find((from) => from.type === 'table')?.name.name,
        locksRows: node.for?.type === 'update' || node.for?.type === 'no key update',
        aggregates: (node.columns ?? []).flatMap(aggregateOf),
      };
    case 'update':
      return {
        ...EMPTY,
        ...condition(node.where),
        kind: 'update',
        table: node.table.name,
        sets: node.sets.map(({ column, value }) => toSet(column.name, value)),
      };
    case 'insert':
      return { ...EMPTY, ...insertParts(node), kind: 'insert', table: node.into.name };
    case 'delete':
      return { ...EMPTY, ...condition(node.where), kind: 'delete', table: node.from.name };
    case 'begin':
    case 'start transaction':
      return { ...EMPTY, kind: 'begin', isolation: ISOLATION.exec(text)?.[0] ?? '' };
    case 'commit':
    case 'rollback':
      return { ...EMPTY, kind: 'end' };
    default:
      return EMPTY;
  }
}

function aggregateOf({ expr, alias }: SelectedColumn): Aggregate[] {
  const { aggregate, columns } = expressionFacts(expr);
  if (aggregate === undefined) return [];
  return [{ name: alias?.name ?? aggregate, columns: aggregate === 'count' ? [] : columns }];
}

function insertParts(node: Extract<Parsed, { type: 'insert' }>): Partial<Statement> {
  const row = node.insert.type === 'values' ? node.insert.values[0] : undefined;
  const columns = node.columns ?? [];
  const sets = (row ?? []).flatMap((value, index) => {
    const column = columns[index];
    return column ? [toSet(column.name, value)] : [];
  });
  return { sets, handlesConflict: node.onConflict !== undefined };
}

function condition(where: Expr | null | undefined): Pick<Statement, 'where' | 'compared'> {
  const parts = conjuncts(where ?? undefined);
  const equal = parts.flatMap((part) => equality(part));
  const others = parts.filter((part) => equality(part).length === 0);
  return { where: equal, compared: others.flatMap((part) => expressionFacts(part).columns) };
}

function conjuncts(expr: Expr | undefined): Expr[] {
  if (expr?.type === 'binary' && expr.op === 'AND') {
    return [...conjuncts(expr.left), ...conjuncts(expr.right)];
  }
  return expr ? [expr] : [];
}

function equality(expr: Expr): ColumnSet[] {
  if (expr.type !== 'binary' || expr.op !== '=') return [];
  if (expr.left.type === 'ref') return [toSet(expr.left.name, expr.right)];
  return expr.right.type === 'ref' ? [toSet(expr.right.name, expr.left)] : [];
}

function toSet(column: string, value: Expr): ColumnSet {
  const { columns, parameters } = expressionFacts(value);
  const [parameter] = parameters;
  const isConstant = columns.length === 0 && parameters.length === 0;
  return {
    column,
    fromRow: columns.length > 0,
    ...(parameter !== undefined && { parameter }),
    ...(isConstant && { constant: JSON.stringify('value' in value ? value.value : value) }),
  };
}
