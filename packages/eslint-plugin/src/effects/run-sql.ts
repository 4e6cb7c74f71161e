import type { TSESTree } from '@typescript-eslint/utils';

import { lastName } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import type { Resource, WrittenField } from './access.js';
import type { Argument } from './call-site.js';
import { noteRowLock } from './frame.js';
import { lostBy } from './guards.js';
import { deepDerivations, readField } from './fields.js';
import { invoke, suspend } from './invoke.js';
import type { Selector, SqlOperation } from './operation.js';
import type { Operating } from './operating.js';
import { isLoud } from './isolation.js';
import { readAt, wrappedRows } from './read-operations.js';
import { recordWrite } from './record-write.js';
import { lastCall, nodeAt, select } from './select.js';
import { sqlTextOf } from './sql-text.js';
import { writing } from './write-operations.js';
import { parseSql } from './sql/parse-sql.js';
import type { ColumnSet, Statement } from './sql/statement.js';
import { joinAll, joinValues, unknown, valueOf, type Value } from './value.js';

/** An SQL statement with the values that go into its parameters. */
interface Bound {
  readonly statement: Statement;
  readonly parameters: readonly (Argument | undefined)[];
}

/** Reads and writes as the text of the statement says; a text we cannot parse does nothing known. */
export function runSql(at: Operating<SqlOperation>): Value | undefined {
  const bound = bind(at);
  if (!bound) return undefined;
  switch (bound.statement.kind) {
    case 'begin':
      return begin(at, bound.statement);
    case 'end':
      return end(at);
    case 'select':
      return callBack(at, selectRows(at, bound));
    case 'update':
      return callBack(at, change(at, bound, 'update'));
    case 'insert':
      return callBack(at, change(at, bound, 'create'));
    default:
      return unknown;
  }
}

function bind(at: Operating<SqlOperation>): Bound | undefined {
  const { text, params, bound } = at.match.operation;
  const template = sqlTextOf(at.site, text, at.frame);
  const statement = template && parseSql(template.text);
  if (!statement) return undefined;
  if (template.inserted.length > 0) return { statement, parameters: template.inserted };
  const given = bound ? (lastCall(at.site, bound)?.args ?? []) : givenIn(at, params);
  return { statement, parameters: parametersOf(given, statement, at) };
}

/** A list of parameters, or one argument for each. */
function givenIn(
  { site, frame, state }: Operating,
  params: Selector | undefined,
): readonly Argument[] {
  if (params?.path) {
    const node = nodeAt(site, params);
    return node ? [{ node, value: select(site, params, frame, state) ?? unknown }] : [];
  }
  const given = params ? site.args.slice(params.arg) : [];
  const [list] = given;
  const isEach = given.every(({ value }) => value.functions.size === 0);
  return isEach && list && unwrap(list.node).type !== 'ArrayExpression' ? given : given.slice(0, 1);
}

/** The values of the parameters: an object's properties by name, an array's elements, or one each. */
function parametersOf(
  given: readonly Argument[],
  { parameterNames }: Statement,
  at: Operating<SqlOperation>,
): readonly (Argument | undefined)[] {
  const [first] = given;
  if (!first) return [];
  if (parameterNames.length > 0) {
    return parameterNames.map((name) => ({
      node: nodeOf(first.node, name),
      value: readField(first.value, name, first.node, at.frame, at.state),
    }));
  }
  const isList =
    given.length === 1 &&
    (!at.match.operation.bound || unwrap(first.node).type === 'ArrayExpression');
  return isList ? elementsOf(first, at) : given;
}

/** The value of a property that is written out; else the whole. */
function nodeOf(node: TSESTree.Node, name: string): TSESTree.Node {
  const inner = unwrap(node);
  const properties = inner.type === 'ObjectExpression' ? inner.properties : [];
  const found = properties.find((at) => at.type === 'Property' && staticName(at) === name);
  return found?.type === 'Property' ? found.value : node;
}

function elementsOf(list: Argument, at: Operating): (Argument | undefined)[] {
  const inner = unwrap(list.node);
  const nodes = inner.type === 'ArrayExpression' ? inner.elements : [];
  if (nodes.length > 0) {
    return nodes.map((node, index) => {
      const value = readField(list.value, String(index), list.node, at.frame, at.state);
      return node ? { node, value } : undefined;
    });
  }
  const value = readField(list.value, undefined, list.node, at.frame, at.state);
  const elements = Array.from({ length: 16 }, () => ({ node: list.node, value }));
  // It may be the only parameter itself.
  const only = { ...joinValues(list.value, value), symbol: list.value.symbol };
  return [{ node: list.node, value: only }, ...elements];
}

/** `connection.query(text, values, (error, rows) => …)` */
function callBack({ site, frame, state }: Operating, value: Value): Value {
  const [fn] = site.args.at(-1)?.value.functions ?? [];
  if (!fn) return value;
  suspend(state);
  return invoke(fn, { args: [unknown, value], site: site.node }, frame, state) ?? unknown;
}

function begin({ site, frame, state }: Operating, statement: Statement): Value {
  const isSafe = isLoud(statement.isolation, frame.run.database);
  const kind = isSafe ? 'serializable' : 'transaction';
  state.guards.add(frame.run.arena.guard(kind, site.node, site.receiver?.symbol));
  return unknown;
}

function end({ site, state }: Operating): Value {
  const owner = site.receiver?.symbol;
  for (const guard of state.guards) {
    if (guard.owner === owner && guard.kind !== 'lock') state.guards.delete(guard);
  }
  return unknown;
}

function selectRows(at: Operating<SqlOperation>, bound: Bound): Value {
  if (bound.statement.locksRows) takeRowLock(at);
  const read = readAt(at, resourceOf(at, bound), keyNodeOf(bound), bound.statement);
  return wrappedRows(at, read, at.match.operation.rowsAt);
}

/** The parameter that the only compared column is compared with. */
function keyNodeOf({ statement, parameters }: Bound): TSESTree.Node | undefined {
  const [only] = statement.where;
  if (statement.where.length !== 1 || only?.parameter === undefined) return undefined;
  return parameters[only.parameter - 1]?.node;
}

/** `FOR UPDATE` holds to the end of the transaction; on a pool there is none. */
function takeRowLock({ site, frame, state }: Operating): void {
  const owner = site.receiver?.symbol;
  // Each query of a pool may go to a connection of its own.
  if (/pool(#\d+)?$/i.test(owner ?? (site.receiverNode && lastName(site.receiverNode)) ?? '')) {
    noteRowLock(site.node, lostBy(state), frame);
    return;
  }
  noteRowLock(site.node, 'held', frame);
  state.guards.add(frame.run.arena.guard('row-lock', site.node, owner));
}

function change(at: Operating<SqlOperation>, bound: Bound, kind: 'update' | 'create'): Value {
  const fields = bound.statement.sets.map((set) => fieldOf(set, bound, at));
  const resource = resourceOf(at, bound);
  recordWrite(
    { ...writing(at), kind, resource, fields, statement: bound.statement },
    at.frame,
    at.state,
  );
  return wrappedRows(at, readAt(at, resource), at.match.operation.rowsAt);
}

/** A column set from a parameter or a constant, or computed by the store from the row. */
function fieldOf(
  { column, parameter, fromRow }: ColumnSet,
  bound: Bound,
  { site, state }: Operating,
): WrittenField {
  const argument = parameter === undefined ? undefined : bound.parameters[parameter - 1];
  if (!argument || fromRow) {
    return { path: column, node: site.node, value: unknown, how: fromRow ? 'compute' : 'assign' };
  }
  const value = { ...argument.value, derivations: deepDerivations(argument.value, state) };
  return { path: column, node: argument.node, value, how: 'assign' };
}

function resourceOf(at: Operating, { statement, parameters }: Bound): Resource {
  const parts = statement.where.map(({ column, parameter, constant }) => {
    const value = parameter === undefined ? undefined : parameters[parameter - 1]?.value;
    return { column, symbol: constant ?? value?.symbol, value };
  });
  const isKnown = parts.length > 0 && parts.every(({ symbol }) => symbol !== undefined);
  const values = parts.flatMap(({ value }) => (value ? [value] : []));
  return {
    kind: 'stored',
    // A name that is inserted into the text stands as a parameter there.
    model: statement.table?.startsWith('$') ? undefined : statement.table,
    key: isKnown
      ? parts
          .map(({ column, symbol }) => `${column}=${symbol}`)
          .sort()
          .join('&')
      : undefined,
    identity: valueOf({ derivations: joinAll(values).derivations }),
    columns: [...statement.where.map(({ column }) => column), ...statement.compared],
    library: at.match.library,
  };
}
