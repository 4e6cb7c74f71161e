import type { TSESTree } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import type { AbstractObject } from './abstract-object.js';
import type { Read, Resource, Write, WrittenField } from './access.js';
import type { CallSite } from './call-site.js';
import { clearFields, deepDerivations, fieldsOf, readField, setField, setPath } from './fields.js';
import type { Frame } from './frame.js';
import { callGuarded, callInTransaction, takeNamedLock, takeRowLock } from './guards.js';
import { invoke, suspend } from './invoke.js';
import type {
  AtomicOperation,
  CreateOperation,
  Operation,
  PersistOperation,
  PutOperation,
  ReadOperation,
  UpdateOperation,
} from './library.js';
import { entityArgument, type Match } from './library-index.js';
import { recordWrite } from './record-write.js';
import { argumentAt, hasOwn, select } from './select.js';
import { runSql } from './run-sql.js';
import type { State } from './state.js';
import { joinPath, unknown, valueOf, type Value } from './value.js';

/** One call that a library knows, with all that its operation works on. */
export interface Operating<O extends Operation = Operation> {
  readonly site: CallSite;
  readonly match: Match & { readonly operation: O };
  readonly frame: Frame;
  readonly state: State;
}

/** Runs the operation that a library says the call is, or a lock known by its name. */
export function operate(site: CallSite, frame: Frame, state: State): Value | undefined {
  const match = frame.run.libraries.match(site, frame, state);
  if (!match) return takeNamedLock(site, frame, state);
  const on = <O extends Operation>(operation: O): Operating<O> => ({
    site,
    match: { ...match, operation },
    frame,
    state,
  });
  const { operation } = match;
  switch (operation.kind) {
    case 'read':
      return runRead(on(operation));
    case 'reload':
      return runReload(on(operation));
    case 'persist':
      return runPersist(on(operation));
    case 'update':
      return runUpdate(on(operation));
    case 'put':
      return runPut(on(operation));
    case 'create':
      return runCreate(on(operation));
    case 'build':
      return createdEntity(on(operation));
    case 'atomic':
      return runAtomic(on(operation));
    case 'get-field':
    case 'set-field':
      return runField(on(operation));
    case 'sql':
      return runSql(on(operation));
    case 'transaction':
      return callInTransaction(on(operation));
    case 'exclusive':
      return callGuarded(on(operation));
    default:
      return takeNamedLock(site, frame, state) ?? unknown;
  }
}

function runRead(at: Operating<ReadOperation>): Value {
  takeRowLock(at);
  const read = readAt(at, resourceOf(at), keyNodeOf(at));
  const value = rowsOf(at, read);
  return callBack(at, value) ?? value;
}

/** A read that happens here, in whose result nothing is stale yet. */
export function readAt(
  { site, match, frame, state }: Operating,
  resource: Resource,
  keyNode?: TSESTree.Node,
): Read {
  const guards = new Set(state.guards);
  const read = frame.run.arena.read(site.node, 'call', guards, () => ({
    node: site.node,
    resource,
    guards,
    evidence: match.evidence,
    call: site,
    operation: match.operation,
    keyNode,
  }));
  state.stale.delete(read);
  state.current.add(read);
  return read;
}

/** The bare key, or the value of the only column of a condition that is written out. */
function keyNodeOf({ site, match }: Operating<ReadOperation>): TSESTree.Node | undefined {
  const { key } = match.operation;
  const argument = key && argumentAt(site, key);
  if (!argument) return undefined;
  const node = unwrap(argument.node);
  const condition = key.path ? propertyOf(node, key.path) : node;
  return condition?.type === 'ObjectExpression' ? onlyProperty(condition) : condition;
}

function propertyOf(node: TSESTree.Node, name: string): TSESTree.Node | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) {
    if (property.type === 'Property' && staticName(property) === name)
      return unwrap(property.value);
  }
  return undefined;
}

function onlyProperty({ properties }: TSESTree.ObjectExpression): TSESTree.Node | undefined {
  const [property] = properties;
  return properties.length === 1 && property?.type === 'Property' ? property.value : undefined;
}

function rowsOf(at: Operating<ReadOperation>, read: Read): Value {
  const { gives } = at.match.operation;
  if (typeof gives === 'object') return wrappedRows(at, read, gives.rowsAt);
  const { arena } = at.frame.run;
  const derivations = new Set([arena.derivation(read, '', at.site.node)]);
  if (gives === 'value') return valueOf({ derivations });
  const place = arena.place(storedObject(at, read), '', gives === 'entities');
  return valueOf({ derivations, places: new Set([place]) });
}

/** The rows under a property of the result; empty for a result that is the rows. */
export function wrappedRows(at: Operating, read: Read, rowsAt: string): Value {
  const { arena } = at.frame.run;
  const derivations = new Set([arena.derivation(read, '', at.site.node)]);
  const rows = valueOf({
    derivations,
    places: new Set([arena.place(storedObject(at, read), '', true)]),
  });
  if (rowsAt === '') return rows;
  const object = arena.object(at.site.node, `${at.frame.context}|result`, () => ({
    origin: 'literal',
    name: '',
  }));
  const setting = { node: at.site.node, how: 'assign', certain: true } as const;
  setPath(at.state, object, rowsAt, { ...setting, value: rows });
  setPath(at.state, object, 'rowCount', { ...setting, value: valueOf({ derivations }) });
  setPath(at.state, object, 'count', { ...setting, value: valueOf({ derivations }) });
  return valueOf({ derivations, places: new Set([arena.place(object, '', false)]) });
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

function runReload(at: Operating): Value {
  takeRowLock(at);
  const receiver = at.site.receiver ?? unknown;
  for (const { object } of receiver.places) {
    if (object.resource) at.state.loads.set(object, readAt(at, object.resource));
  }
  clearFields(receiver, at.state);
  return receiver;
}

function runPersist(at: Operating<PersistOperation>): Value {
  const { site, match, frame, state } = at;
  const { entity } = match.operation;
  const value = entity === 'receiver' ? site.receiver : entityArgument(site);
  if (!value) return unknown;
  for (const place of value.places) {
    const fields = fieldsOf(valueOf({ places: new Set([place]) }), state).map((field) => ({
      ...field,
      path: joinPath(place.path, field.path),
    }));
    const resource = place.object.resource ?? resourceOf(at);
    recordWrite(
      { ...writing(at), kind: 'persist', resource, object: place.object, fields },
      frame,
      state,
    );
  }
  clearFields(value, state);
  const [fn] = site.args.at(-1)?.value.functions ?? [];
  if (fn) invoke(fn, { args: [unknown, value], site: site.node }, frame, state);
  return value;
}

function runUpdate(at: Operating<UpdateOperation>): Value {
  const { site, match, frame, state } = at;
  const value = select(site, match.operation.value, frame, state) ?? unknown;
  const fields = columnsOf(value, at);
  if (match.operation.on !== 'entity') {
    recordWrite({ ...writing(at), kind: 'update', resource: resourceOf(at), fields }, frame, state);
    return unknown;
  }
  for (const { object } of site.receiver?.places ?? []) {
    const resource = object.resource ?? resourceOf(at);
    recordWrite({ ...writing(at), kind: 'update', resource, object, fields }, frame, state);
  }
  return site.receiver ?? unknown;
}

/** The columns that an update sets; what the store computes itself is no stale write. */
function columnsOf(value: Value, { match, state }: Operating): WrittenField[] {
  const { setters = [], operators = [] } = match.library;
  const isOperator = (field: WrittenField): boolean =>
    operators.some((name) => field.path === name || hasOwn(field.value, name, state));
  return fieldsOf(value, state).flatMap((field) => {
    if (setters.includes(field.path)) return fieldsOf(field.value, state);
    return isOperator(field) ? [] : [field];
  });
}

function runPut(at: Operating<PutOperation>): Value {
  const { site, match, frame, state } = at;
  const argument = argumentAt(site, match.operation.value);
  if (!argument) return unknown;
  const value = valueOf({ derivations: deepDerivations(argument.value, state) });
  const fields = [{ path: '', node: argument.node, value, how: 'assign' as const }];
  recordWrite({ ...writing(at), kind: 'put', resource: resourceOf(at), fields }, frame, state);
  return unknown;
}

function runCreate(at: Operating<CreateOperation>): Value {
  const { frame, state } = at;
  const value = select(at.site, at.match.operation.value, frame, state) ?? unknown;
  const fields = fieldsOf(value, state);
  recordWrite({ ...writing(at), kind: 'create', resource: resourceOf(at), fields }, frame, state);
  return createdEntity(at);
}

function createdEntity(at: Operating): Value {
  const { site, frame } = at;
  const resource = resourceOf(at);
  const object = frame.run.arena.object(site.node, frame.context, () => ({
    origin: 'created',
    name: resource.model ?? '',
    resource,
  }));
  return valueOf({ places: new Set([frame.run.arena.place(object, '', false)]) });
}

function runAtomic(at: Operating<AtomicOperation>): Value {
  const { gives } = at.match.operation;
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

function runField({ site, match, frame, state }: Operating): Value {
  const receiver = site.receiver ?? unknown;
  const name = literalText(site.args[0]?.value.symbol);
  if (match.operation.kind === 'get-field') {
    return readField(receiver, name, site.node, frame, state);
  }
  const [, second] = site.args;
  if (second) {
    setField(receiver, name, { value: second.value, node: site.node, how: 'assign' }, state);
    return receiver;
  }
  for (const field of fieldsOf(site.args[0]?.value ?? unknown, state)) {
    setField(receiver, field.path, field, state);
  }
  return receiver;
}

function literalText(symbol: string | undefined): string | undefined {
  return symbol?.startsWith('"') ? symbol.slice(1, -1) : undefined;
}

/** What every write of the call has in common. */
export function writing({
  site,
  match,
}: Operating): Pick<Write, 'node' | 'evidence' | 'call' | 'library' | 'operation'> {
  const { evidence, library, operation } = match;
  return { node: site.node, evidence, call: site, library, operation };
}

/** The rows that the operation names by its model and key. */
export function resourceOf(at: Operating): Resource {
  const { site, match, frame, state } = at;
  const key =
    'key' in match.operation ? select(site, match.operation.key, frame, state) : undefined;
  return {
    kind: 'stored',
    model: modelOf(at),
    key: key && keyText(key, state),
    identity: key ? valueOf({ derivations: identityOf(key, state) }) : unknown,
    library: match.library,
  };
}

function identityOf(key: Value, state: State): Value['derivations'] {
  const fields = fieldsOf(key, state).map((field) => field.value.derivations);
  return new Set([...key.derivations, ...fields.flatMap((part) => [...part])]);
}

/** A bare key names the row by its id. */
function keyText(key: Value, state: State): string | undefined {
  const fields = fieldsOf(key, state);
  if (fields.length === 0) return key.symbol === undefined ? undefined : `id=${key.symbol}`;
  const parts = fields.map(({ path, value }) => value.symbol && `${path}=${value.symbol}`);
  return parts.every((part) => part !== undefined) ? parts.sort().join('&') : undefined;
}

/** The last name of what the operation is called on: `User` of `this.models.User`. */
function modelOf({ site, match }: Operating): string | undefined {
  const named = match.operation.model && argumentAt(site, match.operation.model)?.node;
  const node = named ?? site.receiverNode;
  if (!node) return undefined;
  const entry = match.operation.entry?.exec(site.method ?? '')?.[1] ?? '';
  const path = memberPath(node);
  if (entry !== '') return `${path?.at(-1) ?? ''}.${entry}`;
  return path ? path.at(-1) : modelArgument(unwrap(node));
}

/** `User` of `getRepository(User)`, `connection.getRepository(ctx, User)` or `db.collection('users')`. */
function modelArgument(node: TSESTree.Node): string | undefined {
  if (node.type === 'AwaitExpression') return modelArgument(unwrap(node.argument));
  if (node.type !== 'CallExpression') return undefined;
  const last = node.arguments.at(-1);
  if (last?.type === 'Literal' && typeof last.value === 'string') return last.value;
  return last && memberPath(last)?.at(-1);
}
