import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Lattice } from '../flow/solve.js';
import type { AbstractObject } from './abstract-object.js';
import type { Fact, Guard, Read } from './access.js';
import { joinValues, type Value } from './value.js';

export type Variable = TSESLint.Scope.Variable;

/** What was last set on an object's path. */
export interface Setting {
  readonly value: Value;
  readonly node: TSESTree.Node;
  readonly how: 'assign' | 'mutate' | 'spread';
  /** Whether it was set on every way here. */
  readonly certain: boolean;
}

type Fields = Map<string, Setting>;

/** What is known at one point of a function. A larger state admits more runs. */
export interface State {
  readonly variables: Map<Variable, Value>;
  /** What was set on objects and not yet persisted. */
  readonly settings: Map<AbstractObject, ReadonlyMap<string, Setting>>;
  /** The read that last loaded an object again. */
  readonly loads: Map<AbstractObject, Read>;
  readonly guards: Set<Guard>;
  readonly facts: Map<string, Fact>;
  /** Reads with no suspension after them; and reads with one. */
  readonly current: Set<Read>;
  readonly stale: Set<Read>;
  /** Whether no run gets here: a callee always throws. */
  dead: boolean;
}

export function emptyState(): State {
  return {
    variables: new Map(),
    settings: new Map(),
    loads: new Map(),
    guards: new Set(),
    facts: new Map(),
    current: new Set(),
    stale: new Set(),
    dead: false,
  };
}

export function copyState(state: State): State {
  return {
    variables: new Map(state.variables),
    settings: new Map(state.settings),
    loads: new Map(state.loads),
    guards: new Set(state.guards),
    facts: new Map(state.facts),
    current: new Set(state.current),
    stale: new Set(state.stale),
    dead: state.dead,
  };
}

/** Makes `state` hold what `from` holds. */
export function replaceState(state: State, from: State): void {
  replaceMap(state.variables, from.variables);
  replaceMap(state.settings, from.settings);
  replaceMap(state.loads, from.loads);
  replaceMap(state.facts, from.facts);
  replaceSet(state.guards, from.guards);
  replaceSet(state.current, from.current);
  replaceSet(state.stale, from.stale);
  state.dead = from.dead;
}

function replaceMap<K, V>(target: Map<K, V>, from: ReadonlyMap<K, V>): void {
  if (target === from) return;
  target.clear();
  for (const [key, value] of from) target.set(key, value);
}

function replaceSet<T>(target: Set<T>, from: ReadonlySet<T>): void {
  if (target === from) return;
  target.clear();
  for (const item of from) target.add(item);
}

/** Joins by union where a state says what may be, and by intersection where it says what must. */
export const stateLattice: Lattice<State> = {
  copy: copyState,
  join(left, right) {
    const joined = copyState(left);
    const grown = [
      mergeMaps(joined.variables, right.variables, joinValues),
      mergeMaps(joined.settings, right.settings, joinFields, uncertain),
      mergeMaps(joined.loads, right.loads, (known) => known),
      addAll(joined.current, right.current),
      addAll(joined.stale, right.stale),
      keepCommon(joined.guards, right.guards),
      keepCommon(joined.facts, right.facts),
      weakenMissing(joined.settings, right.settings),
    ];
    return grown.includes(true) ? joined : left;
  },
};

function mergeMaps<K, V>(
  into: Map<K, V>,
  from: ReadonlyMap<K, V>,
  join: (left: V, right: V) => V,
  alone: (value: V) => V = (value) => value,
): boolean {
  let grown = false;
  for (const [key, value] of from) {
    const known = into.get(key);
    const joined = known === undefined ? alone(value) : join(known, value);
    if (joined === known) continue;
    into.set(key, joined);
    grown = true;
  }
  return grown;
}

function addAll<T>(into: Set<T>, from: ReadonlySet<T>): boolean {
  const before = into.size;
  for (const item of from) into.add(item);
  return into.size > before;
}

function keepCommon<K>(into: Set<K> | Map<K, unknown>, from: { has(key: K): boolean }): boolean {
  const before = into.size;
  for (const key of into.keys()) if (!from.has(key)) into.delete(key);
  return into.size < before;
}

function joinFields(
  left: ReadonlyMap<string, Setting>,
  right: ReadonlyMap<string, Setting>,
): ReadonlyMap<string, Setting> {
  const joined: Fields = new Map(left);
  let grown = mergeMaps(joined, right, joinSettings, weaken);
  for (const [path, setting] of left) {
    if (right.has(path) || !setting.certain) continue;
    joined.set(path, weaken(setting));
    grown = true;
  }
  return grown ? joined : left;
}

function joinSettings(left: Setting, right: Setting): Setting {
  const value = joinValues(left.value, right.value);
  const certain = left.certain && right.certain;
  return value === left.value && certain === left.certain ? left : { ...left, value, certain };
}

function weaken(setting: Setting): Setting {
  return setting.certain ? { ...setting, certain: false } : setting;
}

function uncertain(fields: ReadonlyMap<string, Setting>): ReadonlyMap<string, Setting> {
  return new Map([...fields].map(([path, setting]) => [path, weaken(setting)]));
}

/** Objects set on the left way only are set on some ways only. */
function weakenMissing(
  into: Map<AbstractObject, ReadonlyMap<string, Setting>>,
  from: ReadonlyMap<AbstractObject, unknown>,
): boolean {
  let grown = false;
  for (const [object, fields] of into) {
    if (from.has(object) || [...fields.values()].every((setting) => !setting.certain)) continue;
    into.set(object, uncertain(fields));
    grown = true;
  }
  return grown;
}
