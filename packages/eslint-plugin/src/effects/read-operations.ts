import type { TSESTree } from '@typescript-eslint/utils';

import type { AbstractObject } from './abstract-object.js';
import type { Read, Resource } from './access.js';
import { expressionOf } from './built-conditions.js';
import { builtKeyNode, onlyEquality, takeBuiltRowLock } from './built-resource.js';
import { clearFields, setPath } from './fields.js';
import { takeRowLock } from './guards.js';
import { entityArgument } from './library-index.js';
import { invoke, suspend } from './invoke.js';
import type { AtomicOperation, Given, ReadOperation, ReloadOperation } from './operation.js';
import type { Operating } from './operating.js';
import { resourceOf } from './resource-of.js';
import { markCurrent } from './state.js';
import { nodeAt } from './select.js';
import type { Statement } from './sql/statement.js';
import { joinValues, unknown, valueOf, type Value } from './value.js';

/** Reads rows: their copies in memory, or a value computed from them. */
export function runRead(at: Operating<ReadOperation>): Value {
  takeRowLock(at);
  takeBuiltRowLock(at);
  const read = readAt(at, resourceOf(at), keyNodeOf(at));
  const value = rowsOf(at, read, at.match.operation.gives);
  return callBack(at, value) ?? value;
}

/** A read that happens here, in whose result nothing is stale yet. */
export function readAt(
  { site, match, frame, state }: Operating,
  resource: Resource,
  keyNode?: TSESTree.Node,
  statement?: Statement,
): Read {
  const guards = new Set(state.guards);
  const read = frame.run.arena.read(frame.context, {
    node: site.node,
    site: frame.site,
    resource,
    guards,
    evidence: match.evidence,
    call: site,
    operation: match.operation,
    keyNode,
    statement,
  });
  markCurrent(read, state);
  return read;
}

/** The bare key, or the value of the only column of a condition that is written out. */
function keyNodeOf(at: Operating<ReadOperation>): TSESTree.Node | undefined {
  const { site, match } = at;
  const { key, on, isKeyObject, isKeyBare } = match.operation;
  if (isKeyObject) return undefined;
  const { builder } = match.library;
  if (builder && on === 'builder' && !key) return builtKeyNode(at, builder);
  const condition = key && nodeAt(site, key);
  if (condition?.type === 'ObjectExpression')
    return isKeyBare ? undefined : onlyProperty(condition);
  const conditions = condition && expressionOf(condition, at);
  return conditions ? onlyEquality(conditions) : condition;
}

function onlyProperty({ properties }: TSESTree.ObjectExpression): TSESTree.Node | undefined {
  const [property] = properties;
  return properties.length === 1 && property?.type === 'Property' ? property.value : undefined;
}

/** The rows that a read found, as `gives` says the call gives them. */
export function rowsOf(at: Operating, read: Read, gives: Given): Value {
  if (typeof gives === 'object') return wrappedRows(at, read, gives.rowsAt);
  const { arena } = at.frame.run;
  const derivations = new Set([arena.derivation(read, '', at.frame.site ?? at.site.node)]);
  const symbol = `read@${at.site.node.range[0]}:${at.frame.context}`;
  if (gives === 'value' || gives === 'presence') return valueOf({ derivations, symbol });
  const place = arena.place(storedObject(at, read), '', gives === 'entities');
  return valueOf({ derivations, places: new Set([place]), symbol });
}

/** The rows under a property of the result; empty for a result that is the rows. */
export function wrappedRows(at: Operating, read: Read, rowsAt: string): Value {
  const { arena } = at.frame.run;
  const derivations = new Set([arena.derivation(read, '', at.frame.site ?? at.site.node)]);
  const rows = valueOf({
    derivations,
    places: new Set([arena.place(storedObject(at, read), '', true)]),
  });
  // Where only the shape tells the library, the rows may be the first of a pair.
  const isPair = at.match.evidence === 'shape';
  if (rowsAt === '' && !isPair) return rows;
  const object = arena.object(at.site.node, `${at.frame.context}|result`, () => ({
    origin: 'literal',
    name: '',
  }));
  const setting = { node: at.site.node, how: 'assign', certain: true } as const;
  if (isPair) setPath(at.state, object, '0', { ...setting, value: rows });
  if (rowsAt !== '') setPath(at.state, object, rowsAt, { ...setting, value: rows });
  setPath(at.state, object, 'rowCount', { ...setting, value: valueOf({ derivations }) });
  setPath(at.state, object, 'count', { ...setting, value: valueOf({ derivations }) });
  const result = valueOf({ derivations, places: new Set([arena.place(object, '', false)]) });
  return rowsAt === '' ? joinValues(rows, result) : result;
}

function storedObject({ site, frame, state }: Operating, read: Read): AbstractObject {
  const object = frame.run.arena.object(site.node, frame.context, () => ({
    origin: 'stored',
    name: read.resource.model ?? '',
    resource: read.resource,
    read,
  }));
  state.loads.set(object, read);
  state.settings.delete(object);
  return object;
}

/** `Model.findOne(query, (error, entity) => …)`: the result goes to the last argument. */
function callBack({ site, frame, state }: Operating, value: Value): Value | undefined {
  const [fn] = site.args.at(-1)?.value.functions ?? [];
  if (!fn) return undefined;
  suspend(state);
  return invoke(fn, { args: [unknown, value], site: site.node }, frame, state);
}

export function runReload(at: Operating<ReloadOperation>): Value {
  takeRowLock(at);
  if (at.match.operation.detectsConflicts) {
    at.state.guards.add(at.frame.run.arena.guard('row-lock', at.site.node, undefined));
  }
  const isGiven = at.match.operation.entity === 'argument';
  const entity = (isGiven ? entityArgument(at.site, at.state)?.value : at.site.receiver) ?? unknown;
  for (const { object } of entity.places) {
    if (object.resource) at.state.loads.set(object, readAt(at, object.resource));
  }
  clearFields(entity, at.state);
  return entity;
}

/** What a store answers is no row of it. */
const answer: Resource = {
  kind: 'stored',
  model: undefined,
  key: undefined,
  identity: unknown,
  library: undefined,
};

/** How many rows the call changed, or whether it changed any. */
export function answerOf(at: Operating): Value {
  return rowsOf(at, readAt(at, answer), 'value');
}

/** The store decides by itself; the row that it gives is as good as read here. */
export function runAtomic(at: Operating<AtomicOperation>): Value {
  const { gives, admits } = at.match.operation;
  if (admits) return answerOf(at);
  if (!gives) return unknown;
  const entity = valueOf({
    places: new Set([
      at.frame.run.arena.place(storedObject(at, readAt(at, resourceOf(at))), '', false),
    ]),
  });
  if (gives === 'entity') return entity;
  const result = at.frame.run.arena.object(at.site.node, `${at.frame.context}|result`, () => ({
    origin: 'literal',
    name: '',
  }));
  const setting = { node: at.site.node, how: 'assign', certain: true } as const;
  setPath(at.state, result, String(gives.entityAt), { ...setting, value: entity });
  return valueOf({ places: new Set([at.frame.run.arena.place(result, '', false)]) });
}
