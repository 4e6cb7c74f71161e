import type { AbstractObject } from './abstract-object.js';
import type { Resource, Write, WrittenField } from './access.js';
import { lastName } from '../syntax/member-path.js';
import { operandValue } from './evaluate.js';
import { clearFields, deepDerivations, fieldsOf, isRow, setPath, SPREAD } from './fields.js';
import { invoke } from './invoke.js';
import {
  arg,
  type AtomicOperation,
  type BuildOperation,
  type CreateOperation,
  type PersistOperation,
  type PutOperation,
  type UpdateOperation,
} from './operation.js';
import { functionOf } from './call-site.js';
import { entityArgument } from './library-index.js';
import type { Operating } from './operating.js';
import { answerOf, readAt, rowsOf } from './read-operations.js';
import { recordWrite } from './record-write.js';
import { isWholeRow, resourceOf } from './resource-of.js';
import { argumentAt, hasOwn, nodeAt, select } from './select.js';
import { isInside, joinPath, literalText, unknown, valueOf, type Value } from './value.js';

export function runPersist(at: Operating<PersistOperation>): Value {
  const { site, match, frame, state } = at;
  const { entity } = match.operation;
  const value = entity === 'receiver' ? site.receiver : entityArgument(site, state)?.value;
  if (!value) return unknown;
  persistAll(value, entity === 'argument', at);
  const [fn] = site.args.at(-1)?.value.functions ?? [];
  if (fn) invoke(fn, { args: [unknown, value], site: site.node }, frame, state);
  return value;
}

/** Writes what was set on entities since they were loaded, or all of what was made here. */
function persistAll(value: Value, isGiven: boolean, at: Operating): void {
  const { frame, state } = at;
  for (const place of value.places) {
    const set = fieldsOf(valueOf({ places: new Set([place]) }), state);
    const fields = ownFields(set).map((field) => ({
      ...field,
      path: joinPath(place.path, field.path),
    }));
    const isNew = state.unsaved.has(place.object);
    const resource = isNew
      ? builtRow(place.object, isGiven, at)
      : (place.object.resource ?? resourceOf(at));
    const kind = isNew ? 'create' : 'persist';
    if (isNew) fields.push(...constructed(place.object, at));
    const given = wholesOf([value, constructorArgument(place.object, at)], fields);
    const born = frame.run.births.get(place.object);
    const write = { ...writing(at), kind, resource, object: place.object, fields, given } as const;
    recordWrite({ ...write, born }, frame, state);
    if (place.path === '') state.unsaved.delete(place.object);
  }
  clearFields(value, state);
}

/** Without those of a row that was loaded by itself and hangs on the entity: it is saved by itself. */
function ownFields(fields: readonly WrittenField[]): WrittenField[] {
  const rows = fields.filter(({ value }) => isRow(value));
  return fields.filter(({ path }) => !rows.some((row) => isInside(path, row.path)));
}

/** The columns that a constructor is given: `new User({ email })`. */
function constructed(object: AbstractObject, at: Operating): WrittenField[] {
  const value = constructorArgument(object, at);
  return value ? fieldsOf(value, at.state) : [];
}

/** What a new entity is made of: by its constructor, or by a method of its repository. */
function constructorArgument({ node }: AbstractObject, { frame, state }: Operating) {
  const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
  const [given] = isCall ? node.arguments : [];
  return given && operandValue(given, frame, state);
}

/** The objects from elsewhere that are stored whole: `create(body)`, `create({ ...body })`. */
function wholesOf(values: readonly (Value | undefined)[], fields: readonly WrittenField[]) {
  const spread = fields.filter(({ path }) => path === SPREAD).map(({ value }) => value);
  return [...values, ...spread].flatMap((value) => value?.symbol ?? []);
}

/** The row that a new entity becomes: of its class, or of the repository that it is given to. */
function builtRow({ node, resource }: AbstractObject, isGiven: boolean, at: Operating): Resource {
  const name = node.type === 'NewExpression' ? lastName(node.callee) : undefined;
  const model = resource?.model ?? (isGiven ? undefined : name);
  return { ...resourceOf(at), ...(model !== undefined && { model }) };
}

const FIRST = arg(0);

/** Makes an entity with the columns that the call names. */
export function buildEntity(at: Operating<BuildOperation>): Value {
  const entity = createdEntity(at);
  const columns = select(at.site, at.match.operation.value ?? FIRST, at.frame, at.state);
  for (const { object } of entity.places) {
    at.state.settings.delete(object);
    at.frame.run.births.set(object, [...at.state.passed.values()]);
    at.state.unsaved.add(object);
    for (const { path, ...field } of columns ? fieldsOf(columns, at.state) : []) {
      setPath(at.state, object, path, { ...field, certain: true });
    }
  }
  return entity;
}

/** Persists the entity that is given, and every one of the library that something was set on. */
export function runFlush(at: Operating): Value {
  const { frame, state, match, site } = at;
  const given = entityArgument(site, state)?.value;
  if (given) persistAll(given, true, at);
  const dirty = [...state.settings.keys()].filter((object) => {
    const isKept = object.origin === 'stored' || state.unsaved.has(object);
    return isKept && object.resource?.library === match.library;
  });
  const places = dirty.map((object) => frame.run.arena.place(object, '', false));
  persistAll(valueOf({ places: new Set(places) }), true, at);
  return unknown;
}

export function runUpdate(at: Operating<UpdateOperation>): Value {
  const { site, match, frame, state } = at;
  const { value: selector, gives, on, ofRoot } = match.operation;
  const value = select(site, selector, frame, state) ?? unknown;
  const fields = namedColumn(value, at) ?? columnsOf(value, at);
  const [column] = fields.length === 0 ? columnOfMethod(at) : [];
  const entity = ofRoot ? site.chain?.root.value : site.receiver;
  if (on !== 'entity' && !ofRoot) {
    if (column) return setColumn(column, at);
    const resource = resourceOf(at);
    recordWrite({ ...writing(at), kind: 'update', resource, fields }, frame, state);
    return gives ? rowsOf(at, readAt(at, resource), gives) : answerOf(at);
  }
  for (const { object, path: inside } of entity?.places ?? []) {
    const resource = { ...(object.resource ?? resourceOf(at)), ...(ofRoot && conditionOf(at)) };
    const set = fields.map((field) => ofPart(field, inside));
    const write = { ...writing(at), kind: 'update', resource, object, fields: set } as const;
    recordWrite(write, frame, state);
  }
  return entity ?? unknown;
}

/** `order.cart.update({ n: order.cart.n + 1 })`: the column is one of the part that is updated. */
function ofPart(field: WrittenField, part: string): WrittenField {
  const isOfPart = [...field.value.derivations].some(({ path }) => isInside(path, part));
  return isOfPart ? { ...field, path: joinPath(part, field.path) } : field;
}

/** `updateStatus(id, status)`: the method names the column, and no kind of row. */
function columnOfMethod({ site, match }: Operating<UpdateOperation>): WrittenField[] {
  const { entry, value } = match.operation;
  const name = entry?.exec(site.method ?? functionOf(site))?.[1];
  const given = argumentAt(site, value);
  if (name === undefined || name === '' || !given) return [];
  return [{ path: name.charAt(0).toLowerCase() + name.slice(1), ...given, how: 'assign' }];
}

function setColumn(column: WrittenField, at: Operating<UpdateOperation>): Value {
  const { entry, ...operation } = at.match.operation;
  const resource = resourceOf({ ...at, match: { ...at.match, operation } });
  recordWrite({ ...writing(at), kind: 'update', resource, fields: [column] }, at.frame, at.state);
  return unknown;
}

/** The columns that the chain itself compares: `row.$query().where('n', '>', 0)`. */
function conditionOf(at: Operating): Pick<Resource, 'columns'> | undefined {
  const { columns } = resourceOf(at);
  return columns && { columns };
}

/** `update('n', 1)` */
function namedColumn(
  { symbol }: Value,
  { site, match }: Operating<UpdateOperation>,
): WrittenField[] | undefined {
  const { arg, call } = match.operation.value;
  const path = literalText(symbol);
  const next = argumentAt(site, { arg: arg + 1, ...(call !== undefined && { call }) });
  if (path === undefined || !next) return undefined;
  return [{ path, ...next, how: 'assign' }];
}

/** The columns that an update sets: given by a value, or computed by the store itself. */
function columnsOf(value: Value, at: Operating): WrittenField[] {
  const { match, state } = at;
  const { setters = [], operators = [] } = match.library;
  const compute = (field: WrittenField): WrittenField => ({ ...field, how: 'compute' });
  return [...copyOfRow(value, at), ...fieldsOf(value, state)].flatMap((field) => {
    if (setters.includes(field.path)) return fieldsOf(field.value, state);
    if (operators.includes(field.path)) return fieldsOf(field.value, state).map(compute);
    const isComputed = operators.some((name) => hasOwn(field.value, name, state));
    return isComputed ? compute(field) : field;
  });
}

/** `update({ id }, row)`: every column that was read goes back. */
function copyOfRow(value: Value, { site, state }: Operating): WrittenField[] {
  const isLoaded = [...value.places].some(({ object, path }) => {
    return path === '' && state.loads.has(object);
  });
  return isLoaded ? [{ path: SPREAD, node: site.node, value, how: 'spread' }] : [];
}

/** Whether the library looks first and creates then, so that the store decides nothing. */
function isSplit({ site, match }: Operating<AtomicOperation>): boolean {
  const { splitWhenEmpty } = match.operation;
  const part = splitWhenEmpty && nodeAt(site, splitWhenEmpty);
  return part?.type === 'ObjectExpression' && part.properties.length === 0;
}

/** Records the columns that the store itself changes, where the call names them. */
export function recordComputed(at: Operating<AtomicOperation>): void {
  const { site, match, frame, state } = at;
  if (isSplit(at)) {
    const resource = resourceOf(at);
    recordWrite({ ...writing(at), kind: 'create', resource, fields: [] }, frame, state);
  }
  const given = select(site, match.operation.sets, frame, state);
  if (given) {
    const fields = columnsOf(given, at);
    recordWrite({ ...writing(at), kind: 'update', resource: resourceOf(at), fields }, frame, state);
  }
  const fields = changedColumns(at).map((path) => {
    return { path, node: site.node, value: unknown, how: 'compute' as const };
  });
  if (fields.length === 0) return;
  const record = (resource: Resource, object?: AbstractObject): void => {
    const what = { ...writing(at), kind: 'update' as const, resource, fields };
    recordWrite(object ? { ...what, object } : what, frame, state);
  };
  if (match.operation.on !== 'entity') return record(resourceOf(at));
  for (const { object } of site.receiver?.places ?? []) {
    record(object.resource ?? resourceOf(at), object);
  }
}

/** The columns that the store itself changes; the empty one is the whole entry. */
function changedColumns({ site, match, frame, state }: Operating<AtomicOperation>): string[] {
  const { changes, counts } = match.operation;
  if (counts) return [''];
  const named = select(site, changes, frame, state);
  const only = literalText(named?.symbol);
  if (!named || only !== undefined) return only === undefined ? [] : [only];
  return fieldsOf(named, state).map(({ path, value }) => literalText(value.symbol) ?? path);
}

export function runPut(at: Operating<PutOperation>): Value {
  const { site, match, frame, state } = at;
  const argument = argumentAt(site, match.operation.value);
  if (!argument) return unknown;
  const given = select(site, match.operation.value, frame, state) ?? argument.value;
  const value = valueOf({ derivations: deepDerivations(given, state), symbol: given.symbol });
  const node = nodeAt(site, match.operation.value) ?? argument.node;
  const fields = [{ path: '', node, value, how: 'assign' as const }];
  const write = { ...writing(at), kind: 'put', resource: resourceOf(at), fields } as const;
  // A row that is given back as it was loaded is the row that was read, whatever names it.
  const [row] = isWholeRow(match.operation) ? given.places : [];
  recordWrite({ ...write, ...(row?.object.read && { object: row.object }) }, frame, state);
  return unknown;
}

export function runCreate(at: Operating<CreateOperation>): Value {
  const { frame, state } = at;
  const value = select(at.site, at.match.operation.value, frame, state) ?? unknown;
  const fields = fieldsOf(value, state).flatMap((field) => {
    return /^\d+$/.test(field.path) ? fieldsOf(field.value, state) : [field];
  });
  const given = wholesOf([value], fields);
  const resource = resourceOf(at);
  recordWrite({ ...writing(at), kind: 'create', resource, fields, given }, frame, state);
  return createdEntity(at);
}

export function createdEntity(at: Operating): Value {
  const { site, frame } = at;
  const resource = resourceOf(at);
  const object = frame.run.arena.object(site.node, frame.context, () => ({
    origin: 'created',
    name: resource.model ?? '',
    resource,
  }));
  return valueOf({ places: new Set([frame.run.arena.place(object, '', false)]) });
}

/** What every write of the call has in common. */
export function writing({
  site,
  match,
}: Operating): Pick<Write, 'node' | 'evidence' | 'call' | 'library' | 'operation'> {
  const { evidence, library, operation } = match;
  return { node: site.node, evidence, call: site, library, operation };
}
