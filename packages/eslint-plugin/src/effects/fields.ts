import type { TSESTree } from '@typescript-eslint/utils';

import type { AbstractObject } from './abstract-object.js';
import type { Read, WrittenField } from './access.js';
import type { Frame } from './frame.js';
import { isSharedByRuns, memoryOf } from './sharing.js';
import { markCurrent, type Setting, type State } from './state.js';
import {
  derivedFrom,
  isInside,
  joinAll,
  joinPath,
  union,
  unknown,
  valueOf,
  type Derivation,
  type Place,
  type Value,
} from './value.js';

/** How many places are looked into when the whole of a value goes somewhere. */
const MAX_PLACES = 64;

/** The path of a literal's fields that were spread into it. */
export const SPREAD = '...';

/** The value of `object.name`, as it stands in `state`. */
export function readField(
  object: Value,
  name: string | undefined,
  node: TSESTree.Node,
  frame: Frame,
  state: State,
): Value {
  const symbol = object.symbol && name !== undefined ? `${object.symbol}.${name}` : undefined;
  if (object.places.size === 0) return { ...derivedFrom([object]), symbol };
  const parts = [...object.places].map((place) => readPlace(place, name, node, frame, state));
  if (isComputed(object)) parts.push(derivedFrom([object]));
  const joined = joinAll(parts);
  return { ...joined, symbol: joined.symbol ?? symbol };
}

/** Two loops over one list come by the same elements. */
export function elementSymbol({ symbol }: Value, node: TSESTree.Node, frame: Frame): string {
  return symbol === undefined ? `each@${node.range[0]}:${frame.context}` : `${symbol}[each]`;
}

/** Whether a stranger computed the object, so that its fields derive from what it derives from. */
function isComputed(object: Value): boolean {
  return [...object.places].some((place) => place.object.origin === 'unknown');
}

function readPlace(
  place: Place,
  name: string | undefined,
  node: TSESTree.Node,
  frame: Frame,
  state: State,
): Value {
  const { arena } = frame.run;
  const isElement = place.list && (name === undefined || /^\d+$/.test(name));
  const path = isElement ? place.path : joinPath(place.path, name ?? '*');
  const setting = settingAt(state, place.object, path);
  const isOfRuns = isSharedByRuns(place.object, path, frame);
  if (setting?.certain && !isOfRuns) return setting.value;
  // After a suspension a shared object holds what others left there, not what was set before.
  const isKept = setting !== undefined && place.object.origin !== 'shared';
  const inner = valueOf({
    places: new Set([arena.place(place.object, path, false)]),
    derivations: derivationsOf(place.object, path, node, frame, state),
  });
  return isKept ? joinAll([inner, setting.value]) : inner;
}

/** What was set at the path, or the part of it that lies in what was set above. */
function settingAt(state: State, object: AbstractObject, path: string): Setting | undefined {
  const fields = state.settings.get(object);
  if (!fields) return undefined;
  const exact = fields.get(path);
  if (exact) return exact;
  for (const [outer, setting] of fields) {
    if (outer !== '' && isInside(path, outer)) {
      return { ...setting, value: derivedFrom([setting.value]), certain: setting.certain };
    }
  }
  return undefined;
}

/** That the field at `path` was read from the resource behind the object, if there is one. */
export function derivationsOf(
  object: AbstractObject,
  path: string,
  node: TSESTree.Node,
  frame: Frame,
  state: State,
): ReadonlySet<Derivation> {
  const read = readBehind(object, path, node, frame, state);
  const place = frame.site ?? node;
  return read ? new Set([frame.run.arena.derivation(read, path, place)]) : unknown.derivations;
}

/** What hangs on a request may be the copy of a row; the request itself is nobody else's. */
function isReadable(origin: AbstractObject['origin'], path: string): boolean {
  if (origin === 'request') return path.includes('.');
  return origin === 'unknown' || origin === 'shared' || origin === 'class';
}

function readBehind(
  object: AbstractObject,
  path: string,
  node: TSESTree.Node,
  frame: Frame,
  state: State,
): Read | undefined {
  const loaded = state.loads.get(object) ?? object.read;
  if (loaded) return loaded;
  const isOfRuns = isSharedByRuns(object, path, frame);
  if (!isOfRuns && (!object.resource || !isReadable(object.origin, path))) return undefined;
  const resource = memoryOf(object);
  const guards = new Set(state.guards);
  const made = frame.run.arena.read(`${object.id}|${path}`, {
    node,
    site: frame.site,
    resource,
    guards,
    evidence: 'shape',
    path,
  });
  markCurrent(made, state);
  return made;
}

/** Sets `object.name`; a place that is one of several may keep its old value. */
export function setField(
  object: Value,
  name: string | undefined,
  setting: Omit<Setting, 'certain'>,
  state: State,
): void {
  const certain = object.places.size === 1;
  for (const place of object.places) {
    const path = joinPath(place.path, name ?? '*');
    setPath(state, place.object, path, { ...setting, certain: certain && !place.list });
  }
}

export function setPath(
  state: State,
  object: AbstractObject,
  path: string,
  setting: Setting,
): void {
  const fields = new Map(state.settings.get(object));
  const before = fields.get(path);
  const value = before && !setting.certain ? joinAll([before.value, setting.value]) : setting.value;
  fields.set(path, { ...setting, value });
  state.settings.set(object, fields);
}

/** What `value` and all fields of the literals in it derive from. */
export function deepDerivations(
  value: Value,
  state: State,
  seen = new Set<Place>(),
): ReadonlySet<Derivation> {
  let derivations = value.derivations;
  for (const place of value.places) {
    const fields = seen.has(place) ? undefined : state.settings.get(place.object);
    seen.add(place);
    if (!fields || seen.size > MAX_PLACES) continue;
    for (const [path, setting] of fields) {
      if (path !== place.path && !isInside(path, place.path)) continue;
      if (place.object.origin === 'shared' && !setting.certain) continue;
      derivations = union(derivations, deepDerivations(setting.value, state, seen));
    }
  }
  return derivations;
}

/**
 * What `value` derives from, with what literals in it hold. What somebody else made is itself, whatever
 * was set on it.
 */
export function ownDerivations(value: Value, state: State): ReadonlySet<Derivation> {
  const literals = [...value.places].filter(({ object }) => object.origin === 'literal');
  return deepDerivations({ ...value, places: new Set(literals) }, state);
}

/** The fields that were set on a literal or entity, below the value's own place. */
export function fieldsOf(value: Value, state: State): WrittenField[] {
  const fields: WrittenField[] = [];
  for (const place of value.places) {
    for (const [path, setting] of state.settings.get(place.object) ?? []) {
      if (place.path !== '' && !isInside(path, place.path)) continue;
      const inner = place.path === '' ? path : path.slice(place.path.length + 1);
      fields.push({
        path: inner,
        node: setting.node,
        elsewhere: setting.elsewhere,
        how: setting.how,
        value: writtenValue(setting.value, state),
      });
    }
  }
  return fields;
}

/** Whether the value is a row that was loaded by itself, whatever was set on it since. */
export function isRow({ places }: Value): boolean {
  return (
    places.size > 0 &&
    [...places].every(({ object, path, list }) => object.origin === 'stored' && !path && !list)
  );
}

/** A list or an object changed in place is no longer what was read. */
function writtenValue(value: Value, state: State): Value {
  if (isRow(value)) return value;
  const derivations = deepDerivations(value, state);
  const isChanged = [...value.places].some(({ object, path: changed }) => {
    const fields = changed === '' ? [] : [...(state.settings.get(object) ?? [])];
    return fields.some(([path, { how }]) => {
      return path === changed ? how === 'mutate' : isInside(path, changed);
    });
  });
  return isChanged ? { ...value, derivations, places: unknown.places } : { ...value, derivations };
}

/** Forgets what was set on the object: it is stored now, or was loaded again. */
export function clearFields(value: Value, state: State): void {
  for (const place of value.places) {
    if (place.path === '') state.settings.delete(place.object);
  }
}
